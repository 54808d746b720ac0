package io.dataops.observability.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for it a {@link Replay} of its own.
 *
 * <pre>{@code
 * @ExtendWith(ReplayExtension.class)
 * final class AlarmsTest {
 *     @Test
 *     void pagesOnce(Replay replay) {
 *         replay.of(recorded).through(Detectors.streaming()).fired(1);
 *     }
 * }
 * }</pre>
 */
public final class ReplayExtension implements ParameterResolver {

    /** Creates the extension; JUnit does. */
    public ReplayExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Replay.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new Replay();
    }
}
