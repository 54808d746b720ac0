/**
 * The answers of the loop for people and for the tools they use: one self-contained page, Markdown for a pull request, SARIF,
 * JUnit XML, and JSON with a schema.
 *
 * <p>Entry type: {@link io.dataops.report.Report}.
 *
 * <pre>{@code
 * Report report = Report.titled("Release 42")
 *         .outcome(outcome)     // what ops.run(changes) returned
 *         .rules(rules)         // windows, blackouts and capacities beside the plan
 *         .watch(watch)         // what ops.observe(outcome, measurements) returned
 *         .build();
 * report.writeHtml(folder.resolve("report.html"));   // opens without a network
 * report.markdown();                                 // for a comment on a pull request
 * report.sarif();                                    // breaking changes as findings
 * report.junitXml();                                 // gates as test cases
 * report.json();                                     // all of it, by the schema in Report.jsonSchema()
 * }</pre>
 */
package io.dataops.report;
