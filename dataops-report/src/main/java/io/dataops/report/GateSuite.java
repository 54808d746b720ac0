package io.dataops.report;

import io.dataops.api.Decision;
import io.dataops.api.DeploymentPlan;
import io.dataops.api.Outcome;
import io.dataops.api.SeriesReport;
import io.dataops.api.WatchReport;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The gates of the loop, and their JUnit XML. */
final class GateSuite {

    /** What became of a gate. */
    enum State {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * A condition of a release.
     *
     * @param group the part of the loop
     * @param name what must hold
     * @param state whether it does; skipped where nothing is known
     * @param message why not
     */
    record Gate(String group, String name, State state, String message) {}

    private GateSuite() {}

    static List<Gate> gates(ReportBuilder parts) {
        List<Gate> gates = new ArrayList<>();
        parts.outcome().ifPresent(o -> before(gates, o));
        parts.watch().ifPresent(w -> after(gates, w));
        return gates;
    }

    private static void before(List<Gate> gates, Outcome outcome) {
        List<String> unknown = List.copyOf(outcome.impact().notInGraph());
        gates.add(gate(
                "impact",
                "every change is in the graph",
                unknown.isEmpty(),
                "not in the graph: " + String.join(", ", unknown)));
        gates.add(gate(
                "impact",
                "the whole impact was explored",
                !outcome.impact().truncated(),
                "a limit cut the search short"));
        List<String> unguarded = outcome.tests().unguarded();
        gates.add(gate(
                "tests",
                "every affected asset has a test",
                unguarded.isEmpty(),
                "no test exercises: " + String.join(", ", unguarded)));
        int left = outcome.tests().leftOut().size();
        gates.add(gate(
                "tests", "all tests that matter fit the limit", left == 0, Shown.count(left, "test") + " did not fit"));
        DeploymentPlan plan = outcome.plan();
        boolean known = plan.status() != DeploymentPlan.Status.UNKNOWN;
        gates.add(
                known
                        ? gate("plan", "the release fits", plan.isFeasible(), plan.explain())
                        : new Gate("plan", "the release fits", State.SKIPPED, "the budget ended before an answer"));
    }

    private static void after(List<Gate> gates, WatchReport watch) {
        for (SeriesReport s : watch.series()) {
            String name = "no alarm in " + s.series();
            gates.add(
                    s.state() == SeriesReport.State.WATCHING
                            ? gate("watch", name, s.anomalies().isEmpty(), s.explain())
                            : new Gate("watch", name, State.SKIPPED, "too little was learnt to judge"));
        }
        Decision decision = watch.canary().decision();
        String words = decision.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String why = words + watch.canary().explain().substring(decision.name().length());
        boolean decided = decision == Decision.PASS || decision == Decision.FAIL;
        gates.add(
                decided
                        ? gate("watch", "the canary passes", decision == Decision.PASS, why)
                        : new Gate("watch", "the canary passes", State.SKIPPED, why));
    }

    private static Gate gate(String group, String name, boolean holds, String otherwise) {
        return new Gate(group, name, holds ? State.PASSED : State.FAILED, holds ? "" : otherwise);
    }

    static String write(ReportBuilder parts) {
        List<Gate> gates = gates(parts);
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", xmlText(parts.title()));
            xml.writeAttribute("tests", String.valueOf(gates.size()));
            xml.writeAttribute("failures", String.valueOf(count(gates, State.FAILED)));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", String.valueOf(count(gates, State.SKIPPED)));
            for (Gate gate : gates) {
                write(xml, gate);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a suite of plain texts could not be written", e);
        }
        return text + "\n";
    }

    private static long count(List<Gate> gates, State state) {
        return gates.stream().filter(g -> g.state() == state).count();
    }

    private static void write(XMLStreamWriter xml, Gate gate) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "dataops." + gate.group());
        xml.writeAttribute("name", xmlText(gate.name()));
        Optional<String> element = switch (gate.state()) {
            case PASSED -> Optional.empty();
            case FAILED -> Optional.of("failure");
            case SKIPPED -> Optional.of("skipped");
        };
        if (element.isPresent()) {
            xml.writeStartElement(element.get());
            xml.writeAttribute(
                    "message", xmlText(gate.message().lines().findFirst().orElse("")));
            xml.writeCharacters(xmlText(gate.message()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to write most control characters and lone surrogates. */
    private static String xmlText(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c -> c == '\n'
                                || c == '\t'
                                || (c >= 0x20 && c <= 0xD7FF)
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c > 0xFFFF
                        ? c
                        : 0xFFFD)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
