package io.dataops.examples.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.testing.mutation.ConnectionSource;
import io.dataops.testing.mutation.DbtProject;
import io.dataops.testing.mutation.MutantResult;
import io.dataops.testing.mutation.Mutation;
import io.dataops.testing.mutation.MutationReport;
import io.dataops.testing.mutation.PipelineTest;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How good are the tests of a dbt project? The same question on H2 and on DuckDB. */
final class DbtShopMutationTest {
    enum Database implements ConnectionSource {
        H2("jdbc:h2:mem:;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"),
        DUCKDB("jdbc:duckdb:");

        private final String url;

        Database(String url) {
            this.url = url;
        }

        @Override
        public java.sql.Connection open() throws java.sql.SQLException {
            return DriverManager.getConnection(url);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMissingTestsLiftTheScore(Database database) {
        DbtProject project =
                DbtProject.read(Path.of("src", "main", "resources", "io", "dataops", "examples", "mutation", "shop"));
        assertThat(project.notes()).isEmpty();

        MutationReport before = Mutation.of(project.pipeline())
                .tests(project.tests())
                .database(database)
                .threads(2)
                .datasets(60)
                .run();
        assertThat(before.problems()).isEmpty();
        assertThat(before.survivors()).isNotEmpty();

        List<PipelineTest> all = new ArrayList<>(project.tests());
        for (MutantResult survivor : before.survivors()) {
            survivor.witness()
                    .map(missing -> missing.test("kills " + survivor.mutant().id()))
                    .ifPresent(all::add);
        }
        MutationReport after = Mutation.of(project.pipeline())
                .tests(all)
                .database(database)
                .threads(2)
                .datasets(0)
                .run();
        assertThat(after.score().low()).isGreaterThan(before.score().low());
        double certain = (double) after.results().stream()
                        .filter(r -> !r.killedBy().isEmpty())
                        .count()
                / (before.results().stream()
                                .filter(r -> !r.killedBy().isEmpty())
                                .count()
                        + before.survivors().size());
        assertThat(certain).isGreaterThanOrEqualTo(0.95);
        System.out.println(database + ": score " + before.score() + ", with the missing tests " + after.score());
    }
}
