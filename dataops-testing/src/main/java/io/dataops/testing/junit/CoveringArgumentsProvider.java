package io.dataops.testing.junit;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives the rows of a {@link CoveringSource}. */
final class CoveringArgumentsProvider implements ArgumentsProvider, AnnotationConsumer<CoveringSource> {
    private int strength;
    private String[] constraints = {};
    private long steps;
    private long seed;

    @Override
    public void accept(CoveringSource source) {
        strength = source.strength();
        constraints = source.constraints();
        steps = source.steps();
        seed = source.seed();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Factors.of(context.getRequiredTestMethod(), true)
                .array(strength, constraints, steps, seed)
                .rows()
                .stream()
                .map(row -> Arguments.of(row.toArray()));
    }
}
