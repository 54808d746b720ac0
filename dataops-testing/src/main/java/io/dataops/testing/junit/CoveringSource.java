package io.dataops.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * The rows of a covering array as arguments of a {@code @ParameterizedTest}, whose converters, aggregators and display
 * names stay at work.
 *
 * <p>The first parameters take part as long as each has {@link Levels}, or is an enum or a boolean.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @CoveringSource(strength = 2)
 * void runs(Mode mode, @Levels({"1", "10", "60"}) int lag) { run(mode, lag); }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ArgumentsSource(CoveringArgumentsProvider.class)
public @interface CoveringSource {
    /**
     * How many parameters are taken together.
     *
     * @return 1 to 6, lowered to the number of parameters only if left at its default
     */
    int strength() default 0;

    /**
     * What must hold in every row, in the language of {@code CoveringModel}.
     *
     * @return the constraints
     */
    String[] constraints() default {};

    /**
     * How many local-search moves to spend on fewer rows; the same number gives the same rows.
     *
     * @return the number of moves, 0 or more
     */
    long steps() default 2_000;

    /**
     * The seed of the search.
     *
     * @return any number
     */
    long seed() default 0;
}
