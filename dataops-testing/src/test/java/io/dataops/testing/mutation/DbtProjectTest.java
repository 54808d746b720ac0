package io.dataops.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.api.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final String FORMATS = """
            sources:
              - name: raw
                tables:
                  - name: orders
                    columns:
                      - {name: id, data_type: bigint, tests: [unique, not_null]}
                      - {name: amount, data_type: "decimal(8,2)"}
                      - {name: zip, data_type: "varchar(5)"}
                      - {name: paid, data_type: boolean}
                      - {name: placed, data_type: date}
                      - {name: seen, data_type: timestamp}
            unit_tests:
              - name: inline csv
                model: big
                given:
                  - input: source('raw', 'orders')
                    format: csv
                    rows: |
                      id, amount, zip, paid, placed, seen
                      1, 5, 01234, true, 2024-01-01, 2024-01-01 10:00:00
                      2, 50.50, 01234, true, 2024-01-02, 2024-01-01 10:00:00
                      3, 50, , false, , 2024-01-01 10:00:30
                expect:
                  format: csv
                  rows: |
                    id,amount,zip,paid,placed,seen
                    2,50.5,01234,TRUE,2024-01-02,2024-01-01T10:00:00
                    3,50.0,,false,,2024-01-01 10:00:30
              - name: csv files
                model: big
                given:
                  - input: source('raw', 'orders')
                    format: csv
                    fixture: some_orders
                expect: {format: csv, fixture: big_ones}
              - name: sql
                model: big
                given:
                  - input: source('raw', 'orders')
                    format: sql
                    rows: |
                      select 7 as id, cast(10 as decimal(8,2)) as amount, 'a' as zip, true as paid,
                             date '2024-01-01' as placed, cast(null as timestamp) as seen
                      union all select 8, 9.99, 'b', false, null, null
                expect: {format: sql, fixture: seven}
            """;

    private void formats(String expected) throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.createDirectories(folder.resolve("tests/fixtures"));
        write("models/schema.yml", FORMATS);
        write("models/big.sql", "select * from {{ source('raw', 'orders') }} where amount >= 10");
        write("tests/not_a_model.sql", "select * from {{ ref('big') }} where {% if true %}");
        write("tests/fixtures/some_orders.csv", "id,amount\n1,9.99\n2,10\n");
        write("tests/fixtures/big_ones.csv", "id,amount\n" + expected + "\n");
        write("tests/fixtures/seven.sql", "select 7 as id, 10 as amount, 'a' as zip, true as paid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE", "jdbc:duckdb:"})
    void readsFixturesInCsvAndSql(String url) throws IOException {
        formats("2,10.00");
        for (Path read : new Path[] {folder, folder.resolve("models")}) {
            DbtProject project = DbtProject.read(read);
            assertThat(project.pipeline().steps()).extracting(Step::name).containsExactly("big");
            MutationReport report = Mutation.of(project.pipeline())
                    .tests(project.tests())
                    .database(() -> DriverManager.getConnection(url))
                    .datasets(20)
                    .run();
            assertThat(report.problems()).isEmpty();
            assertThat(report.tests()).hasSize(3);
            assertThat(report.results())
                    .filteredOn(r -> r.mutant().operator() == MutationOperator.BOUNDARY)
                    .singleElement()
                    .satisfies(r -> assertThat(r.killedBy()).containsExactly("csv files", "sql"));
        }
    }

    @Test
    void aFixtureThatDoesNotHoldFailsOnTheOriginal() throws IOException {
        formats("2,11");
        DbtProject project = DbtProject.read(folder);
        MutationReport report = Mutation.of(project.pipeline())
                .tests(project.tests())
                .datasets(20)
                .run();
        assertThat(report.problems()).singleElement().asString().startsWith("test csv files fails on the original");
    }

    @Test
    void mistakesInFixturesHaveTheirPlace() throws IOException {
        formats("2,10");
        Files.delete(folder.resolve("tests/fixtures/seven.sql"));
        assertThatThrownBy(() -> DbtProject.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("unit test sql: expected the file seven.sql in a folder tests/fixtures");
        formats("2,10,11");
        assertThatThrownBy(() -> DbtProject.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("unit test csv files: expected 2 fields in row 1 of its CSV, found 3");
        write("models/schema.yml", FORMATS.replace("format: csv, fixture", "format: parquet, fixture"));
        assertThatThrownBy(() -> DbtProject.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected format dict, csv or sql, found parquet");
    }

    private static final String INPUT = """
            sources: [{name: raw, tables: [{name: orders, columns: [{name: id, data_type: bigint}]}]}]
            unit_tests:
              - name: odd
                model: big
                given: [{input: "source('raw', 'orders')", %s}]
                expect: {rows: [{id: 1}]}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows: \"id\\n1\"| expected rows as a list of dictionaries, found id. Maybe add format: csv",
                "fixture: some| has the fixture some without a format. Maybe add format: csv or format: sql",
                "fixture: some, format: csv, rows: \"id\\n1\"| expected rows or a fixture, found both",
                "rows: {id: 1}| expected rows as a list of dictionaries, found {id=1}",
                "rows: [{id: 1}, 2]| expected a dictionary as row 2, found 2",
                "rows: [{id: 1}, null]| expected a dictionary as row 2, found nothing",
                "'rows: [[id, 1]]'| expected a dictionary as row 1, found [id, 1]",
                "format: csv, rows: [{id: 1}]| expected rows as a text for format csv, found [{id=1}]",
                "format: csv, rows: \"\"| expected the names of columns in the first line of its CSV, found none",
                "format: csv, rows: \"\\n \\n\"| expected the names of columns in the first line of its CSV, found none",
                "'format: csv, rows: \"id,,a\\n1,2,3\"'| expected a name for column 2 of its CSV, found none",
                "'format: csv, rows: \"id,ID\\n1,2\"'| has the column ID twice in its CSV",
                "format: sql, rows: \" \"| expected a query for format sql, found none"
            })
    void rowsThatCannotBeReadAreRefused(String given, String expected) throws IOException {
        write("schema.yml", INPUT.formatted(given));
        write("big.sql", "select id from {{ source('raw', 'orders') }}");
        assertThatThrownBy(() -> DbtProject.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("unit test odd: " + expected);
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName() throws IOException {
        formats("2,10.00");
        write("tests/fixtures/some_orders.csv", "\uFEFFid,amount\n1,9.99\n2,10\n");
        write("tests/fixtures/seven.sql", "\uFEFFselect 7 as id");
        write("models/schema.yml", "\uFEFF" + FORMATS);
        write("models/big.sql", "\uFEFFselect * from {{ source('raw', 'orders') }} where amount >= 10");
        DbtProject project = DbtProject.read(folder);
        assertThat(Mutation.of(project.pipeline())
                        .tests(project.tests())
                        .datasets(20)
                        .run()
                        .problems())
                .isEmpty();
    }
}
