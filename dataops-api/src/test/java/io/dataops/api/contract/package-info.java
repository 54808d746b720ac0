/**
 * Contracts of the one-method verbs, published as the test-jar of {@code dataops-api}.
 *
 * <p>Extend one to hold an implementation of your own against what the loop relies on:
 *
 * <pre>{@code
 * final class MySelectorContractTest extends TestSelectorContract {
 *     @Override
 *     protected TestSelector selector() {
 *         return new MySelector();
 *     }
 * }
 * }</pre>
 */
package io.dataops.api.contract;
