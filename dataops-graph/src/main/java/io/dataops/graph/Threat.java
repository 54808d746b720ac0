package io.dataops.graph;

import io.dataops.api.Likelihood;
import java.util.List;

/**
 * An asset whose change could affect another one.
 *
 * <pre>{@code
 * Threat first = graph.impact().threatsTo("dashboard").get(0);
 * first.asset();        // what endangers it most
 * first.likelihood();   // how probably a change of that reaches it
 * first.path();         // and along which way
 * }</pre>
 *
 * @param asset the asset that would change
 * @param likelihood how probable it is that the other one is affected if it does
 * @param path the most probable way from this asset to the other, both ends included
 */
public record Threat(String asset, Likelihood likelihood, List<String> path) {

    /** Copies the path. */
    public Threat {
        path = List.copyOf(path);
    }
}
