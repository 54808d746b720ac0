package io.dataops.testing.mutation;

import java.util.List;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/** Looks for what a statement writes beside its own table: statements in WITH or in queries, and SELECT INTO. */
final class Writes extends TablesNamesFinder<@Nullable Void> {
    private final Statement root;
    private boolean found;

    private Writes(Statement root) {
        this.root = root;
    }

    /** Whether a statement, or any query in it, writes anything but the statement's own table. */
    static boolean beside(Statement statement) {
        Writes writes = new Writes(statement);
        writes.getTables(statement);
        return writes.found;
    }

    @Override
    public <S> @Nullable Void visit(Delete delete, S context) {
        found |= delete != root;
        return super.visit(delete, context);
    }

    @Override
    public <S> @Nullable Void visit(Insert insert, S context) {
        found |= insert != root;
        return super.visit(insert, context);
    }

    @Override
    public <S> @Nullable Void visit(Merge merge, S context) {
        found |= merge != root;
        return super.visit(merge, context);
    }

    @Override
    public <S> @Nullable Void visit(Update update, S context) {
        found |= update != root;
        return super.visit(update, context);
    }

    @Override
    public <S> @Nullable Void visit(PlainSelect select, S context) {
        List<Table> into = select.getIntoTables();
        found |= into != null && !into.isEmpty();
        return super.visit(select, context);
    }
}
