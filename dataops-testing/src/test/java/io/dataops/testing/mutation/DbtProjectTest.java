package io.dataops.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbtProjectTest {
    private static final String SOURCES = """
            sources:
              - name: raw
                tables:
                  - name: orders
                    columns:
                      - {name: id, data_type: bigint, tests: [unique, not_null]}
                      - {name: amount, data_type: "decimal(8,2)"}
            models:
              - name: big
                columns:
                  - {name: id, tests: [unique, not_null, odd_macro]}
            unit_tests:
              - name: small ones go
                model: big
                given:
                  - input: source('raw', 'orders')
                    rows: [{id: 1, amount: 5}, {id: 2, amount: 50}]
                expect:
                  rows: [{id: 2}]
            """;

    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void readsModelsSourcesAndTests() throws IOException {
        write("schema.yml", SOURCES);
        write("a_last.sql", "select count(*) as n from {{ ref('big') }} {# after big #}");
        write(
                "big.sql",
                "{{ config(materialized='table') }}\nselect id from {{ source('raw', 'orders') }} where amount >= 10");
        DbtProject project = DbtProject.read(folder);
        assertThat(project.pipeline().steps()).extracting(Step::name).containsExactly("big", "a_last");
        assertThat(project.tests())
                .extracting(PipelineTest::name)
                .containsExactly("small ones go", "unique big.id", "not_null big.id");
        assertThat(project.notes()).containsExactly("test odd_macro big.id is not taken over");
        MutationReport report = Mutation.of(project.pipeline())
                .tests(project.tests())
                .datasets(50)
                .run();
        assertThat(report.problems()).isEmpty();
        assertThat(report.count(MutantStatus.KILLED)).isPositive();
    }

    @Test
    void mistakesHaveTheirPlace() throws IOException {
        assertThatThrownBy(() -> DbtProject.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected models (.sql) and sources (.yml)");
        write("schema.yml", SOURCES);
        write("big.sql", "select 1\nfrom {% for x in y %}");
        assertThatThrownBy(() -> DbtProject.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("big.sql at line 2: expected ref, source or config");
        write("big.sql", "select id from {{ ref('other') }}");
        write("other.sql", "select id from {{ ref('big') }}");
        assertThatThrownBy(() -> DbtProject.read(folder)).hasMessageContaining("read each other in a circle");
        write("schema.yml", "models: [");
        assertThatThrownBy(() -> DbtProject.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at line");
    }
}
