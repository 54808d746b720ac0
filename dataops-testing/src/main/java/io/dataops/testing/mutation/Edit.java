package io.dataops.testing.mutation;

/**
 * A change of a parsed query that can be undone.
 *
 * @param operator what kind of change it is
 * @param place where
 * @param apply makes the change
 * @param undo takes it back
 * @param equivalent why no data can show the change; empty if nothing is known
 */
record Edit(MutationOperator operator, String place, Runnable apply, Runnable undo, String equivalent) {
    Edit(MutationOperator operator, String place, Runnable apply, Runnable undo) {
        this(operator, place, apply, undo, "");
    }

    Edit because(String reason) {
        return new Edit(operator, place, apply, undo, reason);
    }

    /** Exchanges the expression at a site. */
    static Edit replace(
            MutationOperator operator, SqlTree.Site site, net.sf.jsqlparser.expression.Expression replacement) {
        return new Edit(
                operator,
                site.place(),
                () -> site.put().accept(replacement),
                () -> site.put().accept(site.node()));
    }
}
