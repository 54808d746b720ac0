package io.dataops.testing.mutation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataops.testing.property.Schema;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    private static final String H2 = "jdbc:h2:mem:;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";

    /** A connection that drops nothing. */
    private static Connection keeping() throws SQLException {
        Connection real = DriverManager.getConnection(H2);
        return (Connection) Proxy.newProxyInstance(
                WorkspaceTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Object out = call(real, method, arguments);
                    return out instanceof Statement statement
                                    && method.getName().equals("createStatement")
                            ? keeping(statement)
                            : out;
                });
    }

    private static Statement keeping(Statement real) {
        return (Statement) Proxy.newProxyInstance(
                WorkspaceTest.class.getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("execute")
                            && String.valueOf(arguments[0]).startsWith("DROP ")) {
                        throw new SQLException("nothing is dropped");
                    }
                    return call(real, method, arguments);
                });
    }

    private static Object call(Object real, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void whatCannotBeDroppedDoesNotHideWhyAStepFailed() throws SQLException {
        Pipeline pipeline = Pipeline.over(
                        Schema.of(Schema.table("t").pk("id", Schema.int64(0, 9)).build()))
                .script("s", "CREATE TABLE s AS SELECT 10 / (id - id) AS x FROM t")
                .step("j", List.of("t"), in -> Relation.of(List.of("x"), List.of(1)))
                .step("q", "SELECT 1 / (CAST(x AS INT) - CAST(x AS INT)) AS y FROM j")
                .build();
        Map<String, Relation> rows = Map.of("t", Relation.of(List.of("id"), List.of(1)));
        Catalog catalog = new Catalog(pipeline.sources());
        try (Workspace learning = new Workspace(() -> DriverManager.getConnection(H2), catalog, "l")) {
            for (Step step : pipeline.steps()) {
                learning.learn(pipeline, step);
            }
        }
        try (Workspace workspace = new Workspace(WorkspaceTest::keeping, catalog, "w")) {
            for (String step : List.of("s", "q")) {
                assertThatThrownBy(() -> workspace.result(pipeline, step, rows))
                        .hasMessageContaining("Division by zero")
                        .satisfies(e -> org.assertj.core.api.Assertions.assertThat(e.getSuppressed())
                                .extracting(Throwable::getMessage)
                                .containsExactly("nothing is dropped"));
            }
            Map<String, Relation> wrong = Map.of("t", Relation.of(List.of("other"), List.of(1)));
            assertThatThrownBy(() -> workspace.result(pipeline, "q", wrong))
                    .hasMessageContaining("column (other) of given t is not there")
                    .satisfies(e -> org.assertj.core.api.Assertions.assertThat(e.getSuppressed())
                            .hasSize(1));
        }
    }
}
