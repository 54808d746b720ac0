import org.jspecify.annotations.NullMarked;

/**
 * The nouns and one-method verbs of the change loop, and the builder that composes them.
 *
 * <p>Capability modules depend on this one alone; what crosses a border between them is a type of {@code io.dataops.api}.
 */
@NullMarked
module io.dataops.api {
    requires static transitive org.jspecify;

    exports io.dataops.api;

    uses io.dataops.api.CanaryJudge;
    uses io.dataops.api.DeploymentPlanner;
    uses io.dataops.api.TestSelector;
}
