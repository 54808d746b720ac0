/**
 * Resource-constrained projects in whole slots of time: what deployments are compiled to, and useful alone.
 *
 * <p>Start with {@link io.dataops.scheduling.project.Project#builder(int)} and {@link
 * io.dataops.scheduling.project.ProjectScheduler}:
 *
 * <pre>{@code
 * ProjectBuilder b = Project.builder(100);
 * int crew = b.resource(3);
 * int dig = b.job();
 * b.mode(dig, 4, 0, Map.of(crew, 2));
 * int pour = b.job();
 * b.mode(pour, 2, 0, Map.of(crew, 3));
 * b.after(dig, pour, 0);
 * Schedule best = ProjectScheduler.standard().solve(b.build(), Budget.steps(100)).best();
 * best.makespan(); // 6
 * }</pre>
 */
package io.dataops.scheduling.project;
