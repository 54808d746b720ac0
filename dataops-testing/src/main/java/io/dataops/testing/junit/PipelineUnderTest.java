package io.dataops.testing.junit;

import io.dataops.testing.mutation.Pipeline;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hands the tests of a class the pipeline as a parameter of type {@code PipelineRun}: the original on H2 in memory when they run
 * by themselves, a mutant when {@link PipelineTests} runs them in mutation testing.
 *
 * <pre>{@code
 * @PipelineUnderTest(ShopPipeline.class)
 * class ShopTest {
 *     @Test
 *     void sumsByCustomer(PipelineRun run) {
 *         assertThat(run.result("spending", Map.of("orders", orders)).size()).isEqualTo(1);
 *     }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(PipelineExtension.class)
public @interface PipelineUnderTest {
    /**
     * Gives the pipeline.
     *
     * @return a class with a constructor without parameters
     */
    Class<? extends Supplier<Pipeline>> value();
}
