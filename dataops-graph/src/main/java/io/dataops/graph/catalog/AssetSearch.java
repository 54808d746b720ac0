package io.dataops.graph.catalog;

import io.dataops.graph.DependencyGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds assets by words: in names, columns, tags and descriptions, ranked by BM25 over weighted fields (Robertson and Zaragoza, The
 * Probabilistic Relevance Framework: BM25 and Beyond, 2009). Names are taken apart at signs and at capitals; words compare without
 * case and without a plural s. Immutable and safe for use by several threads; a search takes time linear in the entries that have
 * one of its words.
 *
 * <p>Defaults: k1 1.2 and b 0.75 as in that survey; a word in a name weighs three times as much as one in the description, in a
 * column's name or a tag twice, by argument: names are chosen to be found by. A synonym counts half a word.
 *
 * <pre>{@code
 * AssetSearch search = AssetSearch.over(entries, graph, Map.of("revenue", Set.of("turnover", "sales")));
 * search.find("turnover by customer", 10).get(0).entry().asset();   // model.shop.fct_revenue
 * search.find("", 10);                                              // nothing
 * }</pre>
 */
public final class AssetSearch {
    private static final double K1 = 1.2;
    private static final double B = 0.75;
    private static final double SYNONYM = 0.5;

    private final List<CatalogEntry> entries;
    private final DependencyGraph graph;
    private final Map<String, Set<String>> synonyms;
    private final Map<String, Map<Integer, Double>> index = new HashMap<>();
    private final double[] length;
    private final double meanLength;

    private AssetSearch(List<CatalogEntry> entries, DependencyGraph graph, Map<String, Set<String>> synonyms) {
        this.entries = entries;
        this.graph = graph;
        this.synonyms = synonyms;
        this.length = new double[entries.size()];
        double total = 0;
        for (int i = 0; i < length.length; i++) {
            CatalogEntry e = entries.get(i);
            add(i, e.name(), 3);
            int at = i;
            e.tags().forEach(t -> add(at, t, 2));
            e.columns().forEach((name, description) -> {
                add(at, name, 2);
                add(at, description, 1);
            });
            add(i, e.description(), 1);
            total += length[i];
        }
        this.meanLength = length.length == 0 ? 1 : Math.max(1, total / length.length);
    }

    /**
     * Indexes entries.
     *
     * @param entries what is written about assets
     * @param graph gives the neighbours of what is found
     * @param glossary for a word, other words for the same; both ways
     * @return a search
     */
    public static AssetSearch over(
            List<CatalogEntry> entries, DependencyGraph graph, Map<String, Set<String>> glossary) {
        Map<String, Set<String>> synonyms = new LinkedHashMap<>();
        glossary.forEach((term, others) -> {
            Set<String> all = new LinkedHashSet<>(words(term));
            others.forEach(o -> all.addAll(words(o)));
            all.forEach(
                    w -> synonyms.computeIfAbsent(w, k -> new LinkedHashSet<>()).addAll(all));
        });
        return new AssetSearch(List.copyOf(entries), graph, synonyms);
    }

    private void add(int entry, String text, double weight) {
        for (String word : words(text)) {
            index.computeIfAbsent(word, w -> new HashMap<>()).merge(entry, weight, Double::sum);
            length[entry] += weight;
        }
    }

    /** {@code fctOrder_lines} has the words fct, order and line. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        String apart = text.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2");
        for (String word : apart.split("[^\\p{L}\\p{N}]+", -1)) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.length() > 3 && lower.endsWith("s") && !lower.endsWith("ss")) {
                lower = lower.substring(0, lower.length() - 1);
            }
            if (!lower.isEmpty()) {
                words.add(lower);
            }
        }
        return words;
    }

    /**
     * Finds the assets that fit best.
     *
     * @param question words in any order
     * @param most how many at most, 0 or more
     * @return the best first; of equal ones by identifier
     */
    public List<SearchHit> find(String question, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("most (" + most + ") must not be negative.");
        }
        Map<Integer, Double> scores = new HashMap<>();
        Map<Integer, Set<String>> matched = new HashMap<>();
        for (String word : new LinkedHashSet<>(words(question))) {
            Map<String, Double> terms = new LinkedHashMap<>();
            synonyms.getOrDefault(word, Set.of()).forEach(s -> terms.put(s, SYNONYM));
            terms.put(word, 1.0);
            Map<Integer, Double> best = new HashMap<>();
            terms.forEach((term, factor) -> {
                Map<Integer, Double> found = index.getOrDefault(term, Map.of());
                double rare = Math.log(1 + (entries.size() - found.size() + 0.5) / (found.size() + 0.5));
                found.forEach((entry, weight) -> {
                    double norm = K1 * (1 - B + B * length[entry] / meanLength);
                    best.merge(entry, factor * rare * weight * (K1 + 1) / (weight + norm), Math::max);
                    matched.computeIfAbsent(entry, e -> new LinkedHashSet<>()).add(term);
                });
            });
            best.forEach((entry, score) -> scores.merge(entry, score, Double::sum));
        }
        return scores.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, Double>>comparingDouble(e -> -e.getValue())
                        .thenComparing(e -> entries.get(e.getKey()).asset()))
                .limit(most)
                .map(e -> hit(e.getKey(), e.getValue(), matched.getOrDefault(e.getKey(), Set.of())))
                .toList();
    }

    private SearchHit hit(int entry, double score, Set<String> matched) {
        CatalogEntry found = entries.get(entry);
        boolean known = graph.contains(found.asset());
        return new SearchHit(
                found,
                score,
                matched,
                known ? graph.upstreamOf(found.asset()) : List.of(),
                known ? graph.downstreamOf(found.asset()) : List.of());
    }
}
