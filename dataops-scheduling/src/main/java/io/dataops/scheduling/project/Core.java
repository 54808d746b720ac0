package io.dataops.scheduling.project;

import io.dataops.api.Budget;
import io.dataops.api.ProgressListener;

/** A way to search for schedules. Its answer for a budget of zero is a first schedule. */
interface Core {

    /** Searches until the budget is spent or the values reach the goal; tells the listener of the first objective's value. */
    Individual search(Project project, long[] goal, Budget budget, Budget.Meter meter, ProgressListener listener);

    /** What it is, for the provenance. */
    String describe();
}
