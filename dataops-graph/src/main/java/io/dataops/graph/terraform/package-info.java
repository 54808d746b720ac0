/**
 * Reads Terraform plans and states.
 *
 * <p>Entry type: {@link io.dataops.graph.terraform.Terraform}.
 *
 * <pre>{@code
 * // terraform show -json plan.out > plan.json
 * Terraform plan = Terraform.read(Path.of("plan.json"));
 *
 * ChangeSet changes = plan.changes();                  // what applying it does
 * Impact impact = plan.graph().impactOf(changes);      // resources, variables and outputs
 * plan.drift();                                        // what was changed outside
 * plan.report().explain();
 * }</pre>
 */
package io.dataops.graph.terraform;
