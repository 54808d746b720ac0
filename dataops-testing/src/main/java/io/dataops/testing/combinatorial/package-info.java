/**
 * Covering arrays: few test rows in which every combination of values of any t parameters occurs.
 *
 * <p>Entry type: {@link io.dataops.testing.combinatorial.CoveringArrays}.
 *
 * <pre>{@code
 * CoveringArray array = CoveringArrays.builder()
 *         .parameter("mode", "BATCH", "STREAM")
 *         .parameter("lag", 1, 10, 60)
 *         .parameter("retry", true, false)
 *         .constraint("not (mode = BATCH and lag < 10)")
 *         .strength(2)
 *         .build();
 * for (List<Object> row : array.rows()) {
 *     run(row);
 * }
 * assert array.check().isComplete();
 * }</pre>
 */
package io.dataops.testing.combinatorial;
