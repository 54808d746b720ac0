package io.dataops.graph.sql;

import com.google.common.hash.Hashing;
import io.dataops.graph.lineage.ColumnRef;
import io.dataops.graph.lineage.LineageKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;

/**
 * The meaning of a query as hashes: one for which rows there are, and one for each column. Names of aliases and of common table
 * expressions, their order, formatting, and the order of conditions do not count. What is not taken apart counts as it is
 * written.
 */
final class CanonicalQuery {
    private final TableCatalog catalog;
    private final Map<String, Integer> uses = new HashMap<>();
    private final IdentityHashMap<Relation, String> rowsOf = new IdentityHashMap<>();

    CanonicalQuery(TableCatalog catalog) {
        this.catalog = catalog;
    }

    /** A query's columns in order, and the hash of its rows. */
    record Meaning(Relation relation, String rows) {
        String column(Relation.Output output) {
            return output.origins().iterator().next().column().toString();
        }

        String whole() {
            List<String> parts = new ArrayList<>();
            relation.outputs().forEach(o -> parts.add(column(o)));
            parts.addAll(relation.passes());
            return hash("query", rows, String.join(",", parts));
        }
    }

    static String hash(String... parts) {
        return Hashing.sha256()
                .hashString(String.join("\u0000", parts), StandardCharsets.UTF_8)
                .toString()
                .substring(0, 32);
    }

    private static Set<Origin> column(String text) {
        String short32 = text.length() > 32 ? hash(text) : text;
        return Set.of(new Origin(new ColumnRef("#", short32), LineageKind.IDENTITY));
    }

    Meaning query(Select select, Scope outer) {
        Scope scope = new Scope(outer);
        if (select.getWithItemsList() != null) {
            for (WithItem<?> with : select.getWithItemsList()) {
                define(with, scope);
            }
        }
        Meaning meaning;
        if (select instanceof ParenthesedSelect inner) {
            meaning = query(inner.getSelect(), scope);
        } else if (select instanceof PlainSelect plain && plain.getLateralViews() == null) {
            meaning = plain(plain, scope);
        } else if (select instanceof SetOperationList set) {
            meaning = set(set, scope);
        } else {
            meaning = asWritten(select.toString());
        }
        if (select.getLimit() == null && select.getFetch() == null && select.getOffset() == null) {
            return meaning;
        }
        String order = select.getOrderByElements() == null
                ? ""
                : select.getOrderByElements().toString();
        String limits = select.getLimit() + " " + select.getFetch() + " " + select.getOffset();
        return new Meaning(meaning.relation(), hash("limit", meaning.rows(), order, limits));
    }

    private static Meaning asWritten(String text) {
        return new Meaning(Relation.made(column(text), List.of()), hash("text", text));
    }

    private void define(WithItem<?> with, Scope scope) {
        Meaning meaning = with.getParenthesedStatement() instanceof ParenthesedSelect body && !with.isRecursive()
                ? query(body, scope)
                : asWritten(with.toString());
        List<String> names = with.getWithItemList() == null
                ? List.of()
                : with.getWithItemList().stream()
                        .map(i -> TableCatalog.unquoted(i.toString()))
                        .toList();
        Relation relation = meaning.relation().renamed(names);
        rowsOf.put(relation, meaning.rows());
        scope.define(with.getUnquotedAliasName(), relation);
    }

    private Meaning set(SetOperationList set, Scope scope) {
        List<Meaning> parts = new ArrayList<>();
        set.getSelects().forEach(s -> parts.add(query(s, scope)));
        Relation relation = Relation.table("#", Optional.of(List.of()));
        List<Relation.Output> first = parts.get(0).relation().outputs();
        for (int i = 0; i < first.size(); i++) {
            List<String> texts = new ArrayList<>();
            for (Meaning part : parts) {
                List<Relation.Output> outputs = part.relation().outputs();
                texts.add(i < outputs.size() ? part.column(outputs.get(i)) : "");
            }
            relation.add(first.get(i).name(), column(hash("set", texts.toString())));
        }
        parts.forEach(p -> relation.passOn(p.relation().passes()));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            rows.add((i == 0 ? "" : set.getOperation(i - 1).toString().toLowerCase(java.util.Locale.ROOT))
                    + parts.get(i).rows());
        }
        return new Meaning(relation, hash("set", rows.toString()));
    }

    private Meaning plain(PlainSelect select, Scope scope) {
        List<String> rows = new ArrayList<>();
        from(select, scope, rows);
        Relation result = Relation.table("#", Optional.of(List.of()));
        for (SelectItem<?> item : select.getSelectItems()) {
            item(item, scope, result);
        }
        if (select.getWhere() != null) {
            rows.add("where " + CanonicalExpression.conjuncts(select.getWhere(), this, scope));
        }
        if (select.getGroupBy() != null) {
            TreeSet<String> keys = new TreeSet<>();
            if (select.getGroupBy().getGroupByExpressionList() != null) {
                select.getGroupBy().getGroupByExpressionList().forEach(e -> keys.add(key(e, result, scope)));
            }
            boolean sets = select.getGroupBy().getGroupingSets() != null
                    && !select.getGroupBy().getGroupingSets().isEmpty();
            rows.add("group " + keys + (sets ? select.getGroupBy().toString() : ""));
        }
        for (Expression condition : new Expression[] {select.getHaving(), select.getQualify()}) {
            rows.add(condition == null ? "" : "having " + CanonicalExpression.conjuncts(condition, this, scope));
        }
        if (select.getDistinct() != null) {
            List<String> columns = new ArrayList<>();
            result.outputs().forEach(o -> columns.add(o.origins().toString()));
            rows.add(select.getDistinct() + columns.toString());
        }
        if (select.getGroupBy() == null
                && select.getSelectItems().stream().anyMatch(i -> ExpressionOrigins.aggregates(i.getExpression()))) {
            rows.add("one row");
        }
        rows.removeIf(String::isEmpty);
        boolean passes = rows.size() == 1 && rows.get(0).matches("from [0-9a-f]{32}");
        return new Meaning(result, passes ? rows.get(0).substring(5) : hash("select", rows.toString()));
    }

    private String key(Expression e, Relation result, Scope scope) {
        List<Relation.Output> outputs = result.outputs();
        if (e instanceof LongValue n && n.getStringValue().matches("[1-9]\\d{0,3}") && n.getValue() <= outputs.size()) {
            return outputs.get((int) n.getValue() - 1)
                    .origins()
                    .iterator()
                    .next()
                    .column()
                    .toString();
        }
        return meaning(e, scope).iterator().next().column().toString();
    }

    /** A column means what it is there where it comes from; anything else, its canonical text. */
    private Set<Origin> meaning(Expression expression, Scope scope) {
        Expression inner = expression;
        while (inner instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            inner = list.get(0);
        }
        if (inner instanceof Column column) {
            Scope.Resolution found = scope.resolve(QueryAnalysis.parts(column));
            if (found.problem().isEmpty() && found.origins().size() == 1) {
                return found.origins();
            }
        }
        return column(CanonicalExpression.of(inner, this, scope));
    }

    private void from(PlainSelect select, Scope scope, List<String> rows) {
        if (select.getFromItem() == null) {
            return;
        }
        rows.add("from " + item(select.getFromItem(), scope));
        if (select.getJoins() == null) {
            return;
        }
        for (Join join : select.getJoins()) {
            String right = item(join.getFromItem(), scope);
            TreeSet<String> on = new TreeSet<>();
            if (join.getOnExpressions() != null) {
                join.getOnExpressions().forEach(e -> on.addAll(CanonicalExpression.conjuncts(e, this, scope)));
            }
            if (join.getUsingColumns() != null) {
                join.getUsingColumns().forEach(c -> {
                    scope.merge(TableCatalog.unquoted(c.getColumnName()));
                    on.add("using " + Relation.key(TableCatalog.unquoted(c.getColumnName())));
                });
            }
            String kind = (join.isLeft() ? "left " : "")
                    + (join.isRight() ? "right " : "")
                    + (join.isFull() ? "full " : "")
                    + (join.isNatural() ? "natural " : "")
                    + (join.isSemi() ? "semi " : "")
                    + (join.isApply() ? "apply " : "");
            rows.add(kind + "join " + right + " on " + on);
        }
    }

    private String item(FromItem item, Scope scope) {
        Alias alias = item.getAlias();
        String name = alias == null ? "" : TableCatalog.unquoted(alias.getName());
        boolean plain = item.getPivot() == null && item.getUnPivot() == null;
        if (item instanceof Table table && plain) {
            String path = QueryAnalysis.name(table);
            Optional<Relation> query = path.contains(".") ? Optional.empty() : scope.query(path);
            if (query.isPresent()) {
                scope.add(name, path, query.get());
                return rowsOf.getOrDefault(query.get(), path);
            }
            String known = catalog.canonical(path);
            int use = uses.merge(known, 1, Integer::sum);
            String instance = Relation.key(known) + (use == 1 ? "" : "#" + use);
            Relation relation = Relation.table(instance, catalog.columns(known));
            scope.add(name, path, relation);
            return instance;
        }
        if (item instanceof Select select && plain) {
            Meaning meaning = query(select, scope);
            scope.add(name, name, meaning.relation());
            return meaning.rows();
        }
        scope.add(name, name, Relation.made(column(item.toString()), name.isEmpty() ? List.of() : List.of(name)));
        return item.toString();
    }

    private void item(SelectItem<?> item, Scope scope, Relation result) {
        Expression expression = item.getExpression();
        if (expression instanceof AllColumns all && all.getReplaceExpressions() == null) {
            List<Relation> relations = expression instanceof AllTableColumns of
                    ? scope.relation(QueryAnalysis.name(of.getTable()))
                            .map(List::of)
                            .orElse(List.of())
                    : scope.relations();
            Set<String> except = new TreeSet<>();
            if (all.getExceptColumns() != null) {
                all.getExceptColumns().forEach(c -> except.add(Relation.key(TableCatalog.unquoted(c.getColumnName()))));
            }
            for (Relation relation : relations) {
                relation.outputs().stream()
                        .filter(o -> !except.contains(Relation.key(o.name())))
                        .forEach(o -> result.add(o.name(), o.origins()));
                result.passOn(relation.passes());
            }
            return;
        }
        Set<Origin> meaning = meaning(expression, scope);
        Alias alias = item.getAlias();
        String name = alias != null
                ? TableCatalog.unquoted(alias.getName())
                : expression instanceof Column c ? TableCatalog.unquoted(c.getColumnName()) : expression.toString();
        result.add(name, meaning);
        if (alias != null) {
            scope.alias(name, meaning);
        }
    }
}
