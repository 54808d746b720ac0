package io.dataops.testing.junit;

import io.dataops.testing.mutation.PipelineRun;
import io.dataops.testing.mutation.PipelineSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Resolves {@link PipelineRun}: the one that mutation testing put into this thread, or a session on the original. */
final class PipelineExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(PipelineUnderTest.class);
    static final ThreadLocal<PipelineRun> CURRENT = new ThreadLocal<>();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PipelineRun.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        PipelineRun mutated = CURRENT.get();
        if (mutated != null) {
            return mutated;
        }
        // The store closes the session when the test is over.
        return context.getStore(SPACE).getOrComputeIfAbsent("session", k -> session(context), PipelineSession.class);
    }

    private static PipelineSession session(ExtensionContext context) {
        PipelineUnderTest under = AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), PipelineUnderTest.class)
                .orElseThrow();
        return PipelineSession.open(ReflectionSupport.newInstance(under.value()).get());
    }
}
