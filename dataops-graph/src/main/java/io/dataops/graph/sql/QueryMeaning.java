package io.dataops.graph.sql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a query means, as far as a canonical form tells: queries that differ in formatting, names of aliases, order or names of
 * common table expressions, order of conditions or sides of symmetric operators have equal meanings. Queries with different
 * meanings may still give the same rows.
 *
 * <pre>{@code
 * SqlLineage sql = SqlLineage.builder().build();
 * QueryMeaning was = sql.meaning("select a, b from t where a = 1 and b = 2");
 * was.equals(sql.meaning("SELECT x.a, x.b FROM t x WHERE 2 = b AND 1 = a"));   // true
 * }</pre>
 *
 * @param rows stands for which rows there are
 * @param columns stands for the value of each column, by name, in order
 * @param passesOn tables of which all columns are passed on unlisted
 */
public record QueryMeaning(String rows, Map<String, String> columns, Set<String> passesOn) {

    /** Copies the collections. */
    public QueryMeaning {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        passesOn = Collections.unmodifiableSet(new TreeSet<>(passesOn));
    }
}
