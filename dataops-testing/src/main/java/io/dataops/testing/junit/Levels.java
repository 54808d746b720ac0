package io.dataops.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which values a parameter of a covering test takes. Enums and booleans need none: all their constants are taken.
 *
 * <p>The texts are converted to the parameter's type as {@code @ParameterizedTest} converts them.
 *
 * <pre>{@code
 * @CoveringTest
 * void runs(Mode mode, @Levels({"1", "10", "60"}) int lag) { run(mode, lag); }
 *
 * @CoveringTest
 * void impossible(@Levels({}) int lag) {}   // fails: parameter lag has no values
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Levels {
    /**
     * The values as text.
     *
     * @return at least one, each once
     */
    String[] value();

    /**
     * The name to use in constraints and display names.
     *
     * @return the name; empty for the parameter's own, which needs the compiler option {@code -parameters}
     */
    String name() default "";
}
