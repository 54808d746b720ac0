package io.dataops.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once for every row of a covering array over its parameters.
 *
 * <p>A parameter takes part if it has {@link Levels}, or is an enum or a boolean; others are left to other resolvers, such
 * as {@code TestInfo}. The display name of a run is its values: {@code mode=BATCH, lag=60}.
 *
 * <pre>{@code
 * @CoveringTest(strength = 2, constraints = "not (mode = BATCH and lag < 10)")
 * void runs(Mode mode, @Levels({"1", "10", "60"}) int lag, boolean retry) { run(mode, lag); }   // passes or fails row by row
 *
 * @CoveringTest(strength = 7)   // fails: strength (7) must be between 1 and the number of parameters (1). ...
 * void impossible(Mode mode) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@TestTemplate
@ExtendWith(CoveringTestExtension.class)
public @interface CoveringTest {
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
