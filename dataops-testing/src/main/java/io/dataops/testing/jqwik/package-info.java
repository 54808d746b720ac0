/**
 * Datasets of a schema in jqwik properties. jqwik is optional: add {@code net.jqwik:jqwik} to use this package.
 *
 * <p>Entry type: {@link io.dataops.testing.jqwik.DatasetArbitrary}.
 *
 * <pre>{@code
 * @Provide
 * Arbitrary<Dataset> shops() {
 *     return DatasetArbitrary.of(shop).rows(0, 200);
 * }
 *
 * @Property
 * void everyDatasetObeysItsSchema(@ForAll("shops") Dataset data) {
 *     assertThat(data.violations()).isEmpty();
 * }
 * }</pre>
 */
package io.dataops.testing.jqwik;
