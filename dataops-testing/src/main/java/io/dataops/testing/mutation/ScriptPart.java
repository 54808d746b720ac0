package io.dataops.testing.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.view.CreateView;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.merge.MergeDelete;
import net.sf.jsqlparser.statement.merge.MergeInsert;
import net.sf.jsqlparser.statement.merge.MergeOperation;
import net.sf.jsqlparser.statement.merge.MergeUpdate;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/**
 * A statement seen as a query, so that it is mutated like one. That of CREATE TABLE and INSERT is its own. UPDATE, DELETE and
 * MERGE are read as the query that selects their new values under their conditions; a change of it is carried over, and what the
 * statement does not have (an order, say) changes nothing.
 */
final class ScriptPart {
    final SqlTree tree;
    /** Whether the rows of the query are all that the statement writes, so that rules for queries hold. */
    final boolean isQuery;

    private final Statement statement;
    private final List<Runnable> carries;

    private ScriptPart(Statement statement, SqlTree tree, boolean isQuery, List<Runnable> carries) {
        this.statement = statement;
        this.tree = tree;
        this.isQuery = isQuery;
        this.carries = carries;
    }

    static Optional<ScriptPart> of(Statement statement, Catalog catalog) {
        if (statement instanceof CreateTable create && create.getSelect() != null) {
            return Optional.of(new ScriptPart(statement, new SqlTree(create.getSelect(), catalog), true, List.of()));
        } else if (statement instanceof CreateView view && view.getSelect() != null) {
            return Optional.of(new ScriptPart(statement, new SqlTree(view.getSelect(), catalog), true, List.of()));
        } else if (statement instanceof Insert insert && insert.getSelect() != null) {
            return Optional.of(new ScriptPart(statement, new SqlTree(insert.getSelect(), catalog), true, List.of()));
        }
        Stand stand = new Stand();
        if (statement instanceof Update update) {
            stand.from(update.getTable());
            stand.joins(update.getStartJoins());
            stand.join(update.getFromItem());
            stand.joins(update.getJoins());
            stand.values(update.getUpdateSets());
            stand.where(update.getWhere(), update::setWhere);
        } else if (statement instanceof Delete delete) {
            stand.from(delete.getTable());
            stand.joins(delete.getJoins());
            stand.where(delete.getWhere(), delete::setWhere);
        } else if (statement instanceof Merge merge) {
            stand.from(merge.getTable());
            stand.condition(merge.getFromItem(), merge::getOnCondition, merge::setOnCondition);
            for (MergeOperation operation : merge.getOperations()) {
                stand.operation(merge.getFromItem(), operation);
            }
        } else {
            return Optional.empty();
        }
        return Optional.of(new ScriptPart(statement, new SqlTree(stand.select(), catalog), false, stand.carries));
    }

    /** The statement, after a change of its query was carried over. */
    String text() {
        carries.forEach(Runnable::run);
        return statement.toString();
    }

    /** A query that stands for a statement. */
    private static final class Stand {
        private final PlainSelect select = new PlainSelect();
        private final List<Join> joins = new ArrayList<>();
        private final List<SelectItem<?>> items = new ArrayList<>();
        private final List<Runnable> carries = new ArrayList<>();

        void from(FromItem item) {
            select.setFromItem(item);
        }

        void join(@Nullable FromItem item) {
            if (item != null) {
                Join join = new Join();
                join.setFromItem(item);
                joins.add(join);
            }
        }

        void joins(@Nullable List<Join> more) {
            if (more != null) {
                joins.addAll(more);
            }
        }

        void where(@Nullable Expression where, Consumer<Expression> put) {
            if (where != null) {
                select.setWhere(where);
                carries.add(() -> put.accept(select.getWhere()));
            }
        }

        /** A condition that is not a WHERE stands as that of a join. */
        void condition(FromItem with, Supplier<@Nullable Expression> get, Consumer<Expression> put) {
            Expression condition = get.get();
            if (condition != null) {
                Join join = new Join();
                join.setFromItem(with);
                join.setOnExpressions(new ArrayList<>(List.of(condition)));
                joins.add(join);
                carries.add(() -> put.accept(join.getOnExpressions().iterator().next()));
            }
        }

        void values(@Nullable List<UpdateSet> sets) {
            if (sets != null) {
                sets.forEach(set -> values(set.getValues()));
            }
        }

        void values(ExpressionList<?> list) {
            @SuppressWarnings("unchecked")
            ExpressionList<Expression> values = (ExpressionList<Expression>) list;
            for (int i = 0; i < values.size(); i++) {
                int at = i;
                SelectItem<Expression> item = new SelectItem<>(values.get(i));
                items.add(item);
                carries.add(() -> values.set(at, item.getExpression()));
            }
        }

        void operation(FromItem with, MergeOperation operation) {
            if (operation instanceof MergeUpdate update) {
                values(update.getUpdateSets());
                condition(with, update::getAndPredicate, update::setAndPredicate);
                condition(with, update::getWhereCondition, update::setWhereCondition);
            } else if (operation instanceof MergeInsert insert) {
                values(insert.getValues());
                condition(with, insert::getAndPredicate, insert::setAndPredicate);
                condition(with, insert::getWhereCondition, insert::setWhereCondition);
            } else if (operation instanceof MergeDelete delete) {
                condition(with, delete::getAndPredicate, delete::setAndPredicate);
            }
        }

        PlainSelect select() {
            if (items.isEmpty()) {
                items.add(new SelectItem<>(new AllColumns()));
            }
            select.setSelectItems(items);
            select.setJoins(joins);
            return select;
        }
    }
}
