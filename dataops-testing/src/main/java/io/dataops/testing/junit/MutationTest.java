package io.dataops.testing.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that fails if the tests of a pipeline are too weak. The method gets a builder, adds a pipeline and its tests, and
 * returns; then the run begins. If the upper limit of the score is below the minimum, the failure shows every survivor with the
 * smallest dataset that would have killed it. It fails too if no mutant counts, or if a step or a test had to be left out: a
 * score says nothing of what was not tried.
 *
 * <pre>{@code
 * @MutationTest(minimumScore = 0.9)
 * void theSuiteIsStrong(Mutation.Builder mutation) {
 *     mutation.pipeline(shop).tests(tests);
 * }
 *
 * @MutationTest(minimumScore = 2)   // ExtensionConfigurationException: minimumScore (2.0) must be between 0 and 1.
 * void impossible(Mutation.Builder mutation) {}
 * }</pre>
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(MutationTestExtension.class)
public @interface MutationTest {
    /**
     * The least score that is enough.
     *
     * @return 0 to 1; compared with the upper limit of the score, which leaves suspected equivalents out
     */
    double minimumScore() default 0.8;
}
