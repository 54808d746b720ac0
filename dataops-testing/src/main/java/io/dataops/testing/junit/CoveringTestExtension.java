package io.dataops.testing.junit;

import io.dataops.testing.combinatorial.CoveringArray;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a {@link CoveringTest} once a row. */
final class CoveringTestExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), CoveringTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        CoveringTest test =
                AnnotationSupport.findAnnotation(method, CoveringTest.class).orElseThrow();
        Factors factors = Factors.of(method, false);
        CoveringArray array = factors.array(test.strength(), test.constraints(), test.steps(), test.seed());
        context.publishReportEntry("covering array", array.explain());
        return array.rows().stream().map(row -> new RowInvocation(factors, row));
    }

    private record RowInvocation(Factors factors, List<Object> row)
            implements TestTemplateInvocationContext, ParameterResolver {
        @Override
        public String getDisplayName(int invocationIndex) {
            return factors.displayName(row);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getDeclaringExecutable().equals(context.getRequiredTestMethod())
                    && factors.indexOf(parameter.getIndex()) >= 0;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return row.get(factors.indexOf(parameter.getIndex()));
        }
    }
}
