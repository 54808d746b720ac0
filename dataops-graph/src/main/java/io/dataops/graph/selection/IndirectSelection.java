package io.dataops.graph.selection;

/**
 * Which tests come with the nodes that a selection names, as dbt documents {@code --indirect-selection}. A test that the selection
 * itself names always comes.
 *
 * <pre>{@code
 * Selection.parse("orders").tests(project, changes, IndirectSelection.CAUTIOUS);   // no test that also reads customers
 * }</pre>
 */
public enum IndirectSelection {
    /** Tests of which any node is selected; dbt's default. */
    EAGER,
    /** Tests of which every node is selected. */
    CAUTIOUS,
    /** Tests of which every node is selected, an ancestor of what is selected, or a source. */
    BUILDABLE,
    /** No test for the sake of its nodes. */
    EMPTY
}
