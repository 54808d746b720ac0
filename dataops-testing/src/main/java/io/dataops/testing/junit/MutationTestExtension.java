package io.dataops.testing.junit;

import io.dataops.testing.mutation.Mutation;
import io.dataops.testing.mutation.MutationReport;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Hands a {@link MutationTest} its builder, runs it when the method has returned, and judges the score. */
final class MutationTestExtension
        implements ParameterResolver, BeforeTestExecutionCallback, AfterTestExecutionCallback {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(MutationTest.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Mutation.Builder.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(SPACE).getOrComputeIfAbsent("builder", k -> Mutation.builder(), Mutation.Builder.class);
    }

    private static double minimum(ExtensionContext context) {
        double minimum = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), MutationTest.class)
                .orElseThrow()
                .minimumScore();
        if (!(minimum >= 0 && minimum <= 1)) {
            throw new ExtensionConfigurationException("minimumScore (" + minimum + ") must be between 0 and 1.");
        }
        return minimum;
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        minimum(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Mutation.Builder builder = context.getStore(SPACE).get("builder", Mutation.Builder.class);
        if (context.getExecutionException().isPresent()) {
            return;
        }
        if (builder == null) {
            throw new ExtensionConfigurationException(
                    context.getRequiredTestMethod().getName() + " must have a parameter of type Mutation.Builder.");
        }
        MutationReport report = builder.run();
        context.publishReportEntry("mutation score", report.score().toString());
        if (!report.isComplete()) {
            throw new AssertionError((report.problems().isEmpty()
                            ? "no mutant counts, so that the tests were not tried;"
                                    + " choose other operators, or steps that compute something: "
                            : "a part of the pipeline or of its tests was not tried;"
                                    + " mend what was left out, or take it from the builder: ")
                    + report.explain());
        }
        if (report.score().high() < minimum(context)) {
            throw new AssertionError(
                    "the tests notice too few faults, less than " + minimum(context) + ": " + report.explain());
        }
    }
}
