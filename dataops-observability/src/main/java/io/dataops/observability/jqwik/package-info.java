/**
 * Laws for detectors, tried by jqwik: scale, shift, no look-ahead, restart, missing values.
 *
 * <p>Entry type: {@link io.dataops.observability.jqwik.DetectorLaws}. Needs net.jqwik:jqwik-api on the class path.
 *
 * <pre>{@code
 * final class MyDetectorLawsTest extends DetectorLaws {
 *     protected StreamingDetector start() {
 *         return new MyDetector();
 *     }
 * }
 * }</pre>
 */
package io.dataops.observability.jqwik;
