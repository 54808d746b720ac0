package io.dataops.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataops.api.AffectedAsset;
import io.dataops.api.Change;
import io.dataops.api.ChangeSet;
import io.dataops.api.Impact;
import io.dataops.api.ImpactAnalysis;
import io.dataops.api.Likelihood;
import io.dataops.api.Reach;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the loop relies on in an {@link ImpactAnalysis}. The graph under test is {@code a -> b -> c}, and {@code d} apart. */
public abstract class ImpactAnalysisContract {

    /** An analysis over assets a, b, c and d with dependencies b on a, and c on b. */
    protected abstract ImpactAnalysis chain();

    @Test
    void nothingChangedAffectsNothing() {
        Impact impact = chain().impactOf(ChangeSet.none());
        assertThat(impact.affected()).isEmpty();
        assertThat(impact.notInGraph()).isEmpty();
    }

    @Test
    void changedAssetsAreCertainAndDownstreamOnesAreReached() {
        Impact impact = chain().impactOf(ChangeSet.of(Change.logicChanged("a")));
        assertThat(impact.affected()).extracting(AffectedAsset::asset).containsExactlyInAnyOrder("a", "b", "c");
        AffectedAsset a = impact.of("a").orElseThrow();
        assertThat(a.likelihood()).isEqualTo(Likelihood.exactly(1));
        assertThat(a.path()).containsExactly("a");
        AffectedAsset c = impact.of("c").orElseThrow();
        assertThat(c.path()).containsExactly("a", "b", "c");
        assertThat(c.upstream()).containsExactly("b");
        assertThat(impact.reach("a")).isEqualTo(Reach.CHANGED);
        assertThat(impact.reach("c")).isEqualTo(Reach.AFFECTED);
    }

    @Test
    void unreachableIsNotTheSameAsUnknown() {
        Impact impact = chain().impactOf(ChangeSet.of(Change.logicChanged("b")));
        assertThat(impact.reach("a")).isEqualTo(Reach.UNREACHABLE);
        assertThat(impact.reach("d")).isEqualTo(Reach.UNREACHABLE);
        assertThat(impact.reach("no such asset")).isEqualTo(Reach.NOT_IN_GRAPH);
    }

    @Test
    void unknownAssetsOfTheChangeAreNamed() {
        Impact impact = chain().impactOf(ChangeSet.of(Change.logicChanged("no such asset"), Change.logicChanged("c")));
        assertThat(impact.notInGraph()).containsExactly("no such asset");
        assertThat(impact.affected()).extracting(AffectedAsset::asset).containsExactly("c");
    }

    @Test
    void upstreamNamesOnlyAssetsOfTheImpact() {
        Impact impact = chain().impactOf(ChangeSet.of(Change.assetRemoved("a"), Change.logicChanged("d")));
        Set<String> known = new HashSet<>();
        impact.affected().forEach(a -> known.add(a.asset()));
        assertThat(impact.affected()).allSatisfy(a -> assertThat(known).containsAll(a.upstream()));
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        ChangeSet changes = ChangeSet.of(Change.columnDropped("a", "id"), Change.logicChanged("b"));
        ImpactAnalysis analysis = chain();
        Impact first = analysis.impactOf(changes);
        assertThat(analysis.impactOf(changes)).isEqualTo(first);
        assertThat(first.explain()).isNotBlank();
    }
}
