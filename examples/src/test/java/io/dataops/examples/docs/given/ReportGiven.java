package io.dataops.examples.docs.given;

/** What the examples of the report module take as given. */
public abstract class ReportGiven extends Given {
    protected double[] expected;
    protected double[] lower;
    protected double[] upper;
}
