/**
 * In which order: what may start now, when all is done, and how much can go at once.
 *
 * <p>Entry types: {@link io.dataops.graph.order.ReadySet} follows a run, {@link io.dataops.graph.order.ReadySchedule} foresees one,
 * {@link io.dataops.graph.order.Antichain} says how many places could ever be used.
 *
 * <pre>{@code
 * ReadySchedule schedule = ReadySchedule.of(graph)
 *         .duration("stg", Duration.ofMinutes(20))
 *         .otherwise(Duration.ofMinutes(5))
 *         .gate("stg", Duration.ofMinutes(10))
 *         .maxParallel(2)
 *         .build();
 * schedule.criticalPath();        // [raw, stg, dashboard]
 * schedule.makespan();            // PT40M: raw 5, stg 20, its gate 10, dashboard 5
 * ReadySet run = ReadySet.of(graph);
 * run.ready();                    // [raw]
 * run.start("raw").failed("raw");
 * run.blocked();                  // [dashboard, report, stg]
 * Antichain.of(graph).assets();   // two assets: a third place would never be used
 * }</pre>
 */
package io.dataops.graph.order;
