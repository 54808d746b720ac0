package io.dataops.graph.terraform;

import io.dataops.api.Change;
import io.dataops.api.InputException;
import io.dataops.graph.ImportReport.Defect;
import io.dataops.graph.ImportReport.Kind;
import io.dataops.graph.json.JsonInput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes a plan or state apart: changes one by one, the configuration and the state module by module. */
final class PlanReader {
    static final String KIND = "a Terraform plan or state";
    private static final Set<String> BUILT_IN = Set.of("each", "count", "path", "self", "terraform", "local");

    final Map<String, String> vertices = new LinkedHashMap<>();
    final Map<String, Set<String>> instances = new LinkedHashMap<>();
    final List<String[]> edges = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Change> drift = new ArrayList<>();
    final List<Defect> defects = new ArrayList<>();
    private String version = "";

    private record Module(String prefix, Map<?, ?> content) {}

    void document(JsonInput in) throws IOException {
        in.fields(field -> {
            switch (field) {
                case "format_version" -> version = in.text();
                case "resource_changes" -> in.elements(e -> change(e.tree(), changes));
                case "resource_drift" -> in.elements(e -> change(e.tree(), drift));
                case "configuration" -> configuration(Terraform.map(in.tree()));
                case "values", "prior_state" -> state(Terraform.map(in.tree()));
                default -> in.skip();
            }
        });
    }

    Terraform finish(String source) {
        if (version.isEmpty()) {
            throw new InputException(source, "", "is not " + KIND + ": expected format_version");
        }
        if (!version.matches("[01]\\.\\d+(\\..*)?")) {
            defects.add(new Defect(Kind.UNKNOWN_VERSION, "format_version", version));
        }
        return new Terraform(source, this);
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /** {@code module.a[0].aws_instance.b["x"]} without its indexes. */
    static String plain(String address) {
        StringBuilder out = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"' && depth > 0) {
                quoted = true;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private void resource(String address, String type) {
        String plain = plain(address);
        if (!plain.isBlank()) {
            vertices.putIfAbsent(plain, type.isEmpty() ? "resource" : type);
            if (!plain.equals(address)) {
                instances.computeIfAbsent(plain, p -> new LinkedHashSet<>()).add(address);
            }
        }
    }

    private void change(@Nullable Object entry, List<Change> into) {
        Map<?, ?> map = Terraform.map(entry);
        String address = text(map.get("address"));
        if (address.isBlank()) {
            defects.add(new Defect(Kind.UNREADABLE_ENTRY, "resource_changes", "a change without an address"));
            return;
        }
        resource(address, text(map.get("type")));
        Map<?, ?> change = Terraform.map(map.get("change"));
        List<?> actions = Terraform.list(change.get("actions"));
        String plain = plain(address);
        Change found = null;
        if (actions.contains("create") && actions.contains("delete")) {
            found = Change.logicChanged(plain);
        } else if (actions.contains("create")) {
            found = Change.assetAdded(plain);
        } else if (actions.contains("delete")) {
            found = Change.assetRemoved(plain);
        } else if (actions.contains("update")
                && !canonical(change.get("before")).equals(canonical(change.get("after")))) {
            found = Change.configurationChanged(plain);
        } else if (actions.contains("update")
                && !Terraform.map(change.get("after_unknown")).isEmpty()) {
            found = Change.configurationChanged(plain);
        }
        if (found != null && !into.contains(found)) {
            into.add(found);
        }
    }

    /** The same for values that differ in the order of lists, or in what is null or empty. */
    private static Object canonical(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((k, v) -> {
                Object c = canonical(v);
                if (!c.equals("") && !c.equals(List.of()) && !c.equals(Map.of())) {
                    sorted.put(String.valueOf(k), c);
                }
            });
            return sorted;
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(PlanReader::canonical)
                    .map(String::valueOf)
                    .sorted()
                    .toList();
        }
        return value == null ? "" : value;
    }

    private void state(Map<?, ?> values) {
        Map<?, ?> inner = values.containsKey("values") ? Terraform.map(values.get("values")) : values;
        ArrayDeque<Map<?, ?>> open = new ArrayDeque<>(List.of(Terraform.map(inner.get("root_module"))));
        while (!open.isEmpty()) {
            Map<?, ?> module = open.remove();
            for (Object entry : Terraform.list(module.get("resources"))) {
                Map<?, ?> resource = Terraform.map(entry);
                String address = text(resource.get("address"));
                resource(address, text(resource.get("type")));
                for (Object on : Terraform.list(resource.get("depends_on"))) {
                    edges.add(new String[] {plain(text(on)), plain(address)});
                }
            }
            Terraform.list(module.get("child_modules")).forEach(m -> open.add(Terraform.map(m)));
        }
    }

    private void configuration(Map<?, ?> configuration) {
        ArrayDeque<Module> open =
                new ArrayDeque<>(List.of(new Module("", Terraform.map(configuration.get("root_module")))));
        while (!open.isEmpty()) {
            Module module = open.remove();
            String prefix = module.prefix();
            Terraform.map(module.content().get("variables"))
                    .keySet()
                    .forEach(v -> vertices.putIfAbsent(prefix + "var." + v, "variable"));
            for (Object entry : Terraform.list(module.content().get("resources"))) {
                Map<?, ?> resource = Terraform.map(entry);
                String address = prefix + text(resource.get("address"));
                if (address.equals(prefix)) {
                    defects.add(new Defect(Kind.UNREADABLE_ENTRY, "configuration", "a resource without an address"));
                    continue;
                }
                resource(address, text(resource.get("type")));
                refer(resource.get("expressions"), prefix, address);
                refer(resource.get("for_each_expression"), prefix, address);
                refer(resource.get("count_expression"), prefix, address);
                dependsOn(resource, prefix, address);
            }
            Terraform.map(module.content().get("outputs")).forEach((name, output) -> {
                String address = prefix + "output." + name;
                vertices.putIfAbsent(address, "output");
                refer(output, prefix, address);
                dependsOn(Terraform.map(output), prefix, address);
            });
            Terraform.map(module.content().get("module_calls")).forEach((name, entry) -> {
                Map<?, ?> call = Terraform.map(entry);
                String inner = prefix + "module." + name + ".";
                Map<?, ?> child = Terraform.map(call.get("module"));
                Terraform.map(call.get("expressions")).forEach((variable, expression) -> {
                    vertices.putIfAbsent(inner + "var." + variable, "variable");
                    refer(expression, prefix, inner + "var." + variable);
                });
                open.add(new Module(inner, child));
            });
        }
    }

    private void dependsOn(Map<?, ?> of, String prefix, String address) {
        Terraform.list(of.get("depends_on")).forEach(on -> reference(text(on), prefix, address));
    }

    /** All references within an expression. */
    private void refer(@Nullable Object expression, String prefix, String address) {
        ArrayDeque<Object> open = new ArrayDeque<>();
        if (expression != null) {
            open.add(expression);
        }
        while (!open.isEmpty()) {
            Object at = open.remove();
            if (at instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    if ("references".equals(key)) {
                        Terraform.list(value).forEach(r -> reference(text(r), prefix, address));
                    } else if (value instanceof Map || value instanceof List) {
                        open.add(value);
                    }
                });
            } else if (at instanceof List<?> list) {
                list.stream().filter(v -> v instanceof Map || v instanceof List).forEach(open::add);
            }
        }
    }

    private void reference(String reference, String prefix, String address) {
        String[] parts = plain(reference).split("\\.", -1);
        if (parts.length < 2 || BUILT_IN.contains(parts[0])) {
            return;
        }
        if (parts[0].equals("module")) {
            if (parts.length > 2) {
                edges.add(new String[] {prefix + "module." + parts[1] + ".output." + parts[2], address});
            }
        } else {
            int length = parts[0].equals("data") ? 3 : 2;
            if (parts.length >= length) {
                edges.add(new String[] {prefix + String.join(".", List.of(parts).subList(0, length)), address});
            }
        }
    }

    /** The vertex that a reference means. */
    static Optional<String> known(String reference, Set<String> addresses) {
        return addresses.contains(reference) ? Optional.of(reference) : Optional.empty();
    }
}
