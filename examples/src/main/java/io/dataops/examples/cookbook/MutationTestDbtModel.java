package io.dataops.examples.cookbook;

import io.dataops.testing.mutation.DbtProject;
import io.dataops.testing.mutation.Mutation;
import io.dataops.testing.mutation.MutationReport;
import io.dataops.testing.mutation.PipelineTest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How good are the unit tests and schema tests of a dbt project, and how good could they be? */
public final class MutationTestDbtModel {
    private MutationTestDbtModel() {}

    /**
     * Runs the recipe.
     *
     * @param args the folder of the dbt project
     */
    public static void main(String[] args) {
        run(
                System.out,
                Path.of(args.length == 1 ? args[0] : "examples/src/main/resources/io/dataops/examples/mutation/shop"));
    }

    static void run(PrintStream out) {
        run(out, Path.of("src/main/resources/io/dataops/examples/mutation/shop"));
    }

    private static void run(PrintStream out, Path folder) {
        DbtProject project = DbtProject.read(folder);
        MutationReport report = Mutation.of(project.pipeline())
                .tests(project.tests())
                .datasets(150)
                .run();
        out.println(project.tests().size() + " tests, score " + report.score());
        List<PipelineTest> more = new ArrayList<>(project.tests());
        report.survivors()
                .forEach(s -> s.witness()
                        .ifPresent(missing ->
                                more.add(missing.test("kills " + s.mutant().id()))));
        MutationReport after =
                Mutation.of(project.pipeline()).tests(more).datasets(0).run();
        out.println(more.size() + " tests with the missing ones, score " + after.score());
    }
}
