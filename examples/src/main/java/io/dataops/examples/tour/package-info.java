/** The tour: the whole loop on two versions of a dbt project. Entry type: {@link io.dataops.examples.tour.Tour}. */
package io.dataops.examples.tour;
