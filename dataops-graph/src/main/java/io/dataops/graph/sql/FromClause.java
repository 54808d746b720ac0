package io.dataops.graph.sql;

import io.dataops.graph.lineage.LineageKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.LateralView;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.TableFunction;

/** Puts what stands in FROM and JOIN into a scope, and the columns that joins use into the result. */
final class FromClause {
    private final QueryAnalysis analysis;
    private final Scope scope;
    private final Relation result;

    FromClause(QueryAnalysis analysis, Scope scope, Relation result) {
        this.analysis = analysis;
        this.scope = scope;
        this.result = result;
    }

    void read(PlainSelect select) {
        item(select.getFromItem());
        joins(select.getJoins());
        if (select.getLateralViews() != null) {
            for (LateralView view : select.getLateralViews()) {
                List<String> names = new ArrayList<>();
                if (view.getColumnAlias() != null) {
                    for (String name : view.getColumnAlias().getName().split("\\s*,\\s*", -1)) {
                        names.add(TableCatalog.unquoted(name.strip()));
                    }
                }
                names.addAll(aliasColumns(view.getTableAlias()));
                names.addAll(aliasColumns(view.getColumnAlias()));
                String alias = view.getTableAlias() == null ? "" : unquoted(view.getTableAlias());
                scope.add(alias, alias, made(view.getGeneratorFunction(), names));
            }
        }
    }

    void joins(List<Join> joins) {
        if (joins == null) {
            return;
        }
        for (Join join : joins) {
            List<Relation> left = join.isNatural() ? scope.relations() : List.of();
            item(join.getFromItem());
            if (join.getOnExpressions() != null) {
                join.getOnExpressions()
                        .forEach(on -> result.use(analysis.origins(on, scope, LineageKind.JOIN), LineageKind.JOIN));
            }
            if (join.getUsingColumns() != null) {
                join.getUsingColumns().forEach(c -> merge(TableCatalog.unquoted(c.getColumnName()), c));
            }
            if (join.isNatural()) {
                natural(left, join);
            }
        }
    }

    private void merge(String column, Object at) {
        for (Relation relation : scope.merge(column)) {
            if (relation.lists(column) || !relation.isClosed()) {
                Optional<Set<Origin>> origins = relation.column(column);
                origins.ifPresent(o -> result.use(o, LineageKind.JOIN));
                if (origins.isEmpty()) {
                    analysis.unresolved("column " + column + " of USING cannot be told", at);
                }
            }
        }
    }

    private void natural(List<Relation> left, Join join) {
        Relation right = scope.relations().get(scope.relations().size() - 1);
        if (!right.isClosed() || left.stream().anyMatch(r -> !r.isClosed())) {
            analysis.unresolved("a natural join of tables with unknown columns", join);
        }
        right.outputs().stream()
                .map(Relation.Output::name)
                .filter(name -> left.stream().anyMatch(r -> r.lists(name)))
                .forEach(name -> merge(name, join));
    }

    void item(FromItem item) {
        if (item == null) {
            return;
        }
        Alias alias = item.getAlias();
        String name = alias == null ? "" : unquoted(alias);
        if (item instanceof ParenthesedFromItem inner) {
            item(inner.getFromItem());
            joins(inner.getJoins());
            return;
        }
        String path = item instanceof Table table ? QueryAnalysis.name(table) : name;
        Relation relation = relation(item, name).renamed(aliasColumns(alias));
        if (item.getPivot() != null || item.getUnPivot() != null) {
            analysis.unresolved("PIVOT and UNPIVOT are not followed", item);
            relation = Relation.opaque(relation);
            Alias pivoted = item.getPivot() != null
                    ? item.getPivot().getAlias()
                    : item.getUnPivot().getAlias();
            name = pivoted == null ? name : unquoted(pivoted);
        }
        result.useAll(relation.uses());
        scope.add(name, path, relation);
    }

    private Relation relation(FromItem item, String alias) {
        if (item instanceof Table table) {
            String path = QueryAnalysis.name(table);
            Optional<Relation> query = path.contains(".") ? Optional.empty() : scope.query(path);
            return query.or(() -> nested(path, alias)).orElseGet(() -> analysis.table(path));
        }
        if (item instanceof TableFunction call) {
            List<String> names = alias.isEmpty() ? List.of() : List.of(alias);
            List<Expression> functions = new ArrayList<>();
            if (call.getFunctions() != null) {
                functions.addAll(call.getFunctions());
            }
            return made(functions, names);
        }
        if (item instanceof Select select) {
            return analysis.query(select, scope);
        }
        if (item instanceof Expression expression) {
            return made(expression, alias.isEmpty() ? List.of() : List.of(alias));
        }
        analysis.unresolved("a source of the form " + item.getClass().getSimpleName() + " is not followed", item);
        return Relation.opaque(Relation.made(Set.of(), List.of()));
    }

    /** {@code FROM t, t.items}: rows out of a column of a table that stands before it. */
    private Optional<Relation> nested(String path, String alias) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        return scope.relation(path.substring(0, dot))
                .flatMap(r -> r.column(path.substring(path.lastIndexOf('.') + 1)))
                .map(o -> Relation.made(
                        o.stream()
                                .map(x -> x.usedAs(LineageKind.TRANSFORMATION))
                                .toList(),
                        alias.isEmpty() ? List.of() : List.of(alias)));
    }

    private Relation made(Expression generator, List<String> names) {
        return made(List.of(generator), names);
    }

    private Relation made(List<Expression> generators, List<String> names) {
        Set<Origin> origins = new LinkedHashSet<>();
        for (Expression generator : generators) {
            if (generator instanceof Function function && function.getParameters() != null) {
                function.getParameters()
                        .forEach(p ->
                                origins.addAll(analysis.origins((Expression) p, scope, LineageKind.TRANSFORMATION)));
            } else {
                origins.addAll(analysis.origins(generator, scope, LineageKind.TRANSFORMATION));
            }
        }
        return Relation.made(origins, names);
    }

    private static String unquoted(Alias alias) {
        return TableCatalog.unquoted(alias.getName());
    }

    private static List<String> aliasColumns(Alias alias) {
        return alias == null || alias.getAliasColumns() == null
                ? List.of()
                : alias.getAliasColumns().stream()
                        .map(c -> TableCatalog.unquoted(c.name))
                        .toList();
    }

    static List<String> names(List<Column> columns) {
        return columns == null
                ? List.of()
                : columns.stream()
                        .map(c -> TableCatalog.unquoted(c.getColumnName()))
                        .toList();
    }
}
