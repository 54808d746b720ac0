package io.dataops.testing.junit;

import io.dataops.testing.mutation.PipelineRun;
import io.dataops.testing.mutation.PipelineTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The JUnit tests of classes that carry {@link PipelineUnderTest}, for mutation testing: each is run by the JUnit Platform with
 * the mutated pipeline as its parameter. Needs {@code org.junit.platform:junit-platform-launcher}, which is optional.
 *
 * <pre>{@code
 * MutationReport report = Mutation.of(new ShopPipeline().get()).tests(PipelineTests.in(ShopTest.class)).run();
 * PipelineTests.in(String.class);   // IllegalArgumentException: class java.lang.String has no JUnit tests.
 * }</pre>
 */
public final class PipelineTests {
    private PipelineTests() {}

    /**
     * Finds the tests of classes. Tests that only exist when they run, as those of a factory, run with what makes them.
     *
     * @param classes classes with {@link PipelineUnderTest}
     * @return a test for each of theirs, named by class and method
     * @throws IllegalArgumentException if a class has no tests
     * @throws IllegalStateException if the launcher is not on the class path
     */
    public static List<PipelineTest> in(Class<?>... classes) {
        List<PipelineTest> out = new ArrayList<>();
        try {
            for (Class<?> type : classes) {
                Map<String, String> found = found(type);
                if (found.isEmpty()) {
                    throw new IllegalArgumentException(type + " has no JUnit tests.");
                }
                found.forEach((id, name) ->
                        out.add(PipelineTest.of(type.getSimpleName() + "." + name, run -> execute(id, run))));
            }
            return List.copyOf(out);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "No JUnit launcher is on the class path. Add org.junit.platform:junit-platform-launcher.", e);
        }
    }

    /** Names of the tests of a class by their unique ids; a template or factory counts as one. */
    private static Map<String, String> found(Class<?> type) {
        TestPlan plan = LauncherFactory.create()
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectClass(type))
                        .build());
        Map<String, String> out = new LinkedHashMap<>();
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier id : plan.getDescendants(root)) {
                boolean leaf = plan.getChildren(id).isEmpty();
                if (leaf
                        && id.getSource()
                                .filter(s -> s instanceof org.junit.platform.engine.support.descriptor.MethodSource)
                                .isPresent()) {
                    out.put(id.getUniqueId(), id.getLegacyReportingName());
                }
            }
        }
        return out;
    }

    private static void execute(String id, PipelineRun run) throws Throwable {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectUniqueId(id))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        FirstFailure failure = new FirstFailure();
        PipelineExtension.CURRENT.set(run);
        try {
            LauncherFactory.create().execute(request, failure);
        } finally {
            PipelineExtension.CURRENT.remove();
        }
        if (failure.thrown.isPresent()) {
            throw failure.thrown.get();
        }
    }

    private static final class FirstFailure implements TestExecutionListener {
        private Optional<Throwable> thrown = Optional.empty();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED && thrown.isEmpty()) {
                thrown = Optional.of(
                        result.getThrowable().orElseGet(() -> new AssertionError(test.getDisplayName() + " failed")));
            }
        }
    }
}
