package io.dataops.testing.property;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataops.api.InputException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** JSON and YAML as maps, lists and scalars; bounded in size and depth. */
final class Documents {
    private static final long LARGEST = 20_000_000;
    private static final int DEEPEST = 200;
    private static final int ALIASES = 100;

    private Documents() {}

    static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InputException(file.toString(), "", "is larger than " + LARGEST + " bytes");
            }
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (MalformedInputException e) {
            throw new InputException(file.toString(), "", "is not UTF-8 text", e);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "", "cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    static Object json(String source, String text) {
        return Json.read(source, text);
    }

    static Object yaml(String source, String text) {
        return Yaml.read(source, text);
    }

    /** A map with text keys; empty for anything else. */
    static Map<String, Object> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, Object> out = new LinkedHashMap<>();
        map.forEach((k, v) -> {
            if (v != null) {
                out.put(String.valueOf(k), v);
            }
        });
        return out;
    }

    /** A list; empty for anything else. */
    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    static String text(Map<String, Object> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }

    /** Apart, so that one library does without the other. */
    private static final class Json {
        private Json() {}

        static Object read(String source, String text) {
            try {
                ObjectMapper mapper = new ObjectMapper(JsonFactory.builder()
                                .streamReadConstraints(StreamReadConstraints.builder()
                                        .maxNestingDepth(DEEPEST)
                                        .build())
                                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                .build())
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
                Object read = mapper.readValue(text, Object.class);
                if (read == null) {
                    throw new InputException(source, "", "is empty");
                }
                return read;
            } catch (JsonProcessingException e) {
                String place = e.getLocation() == null
                        ? ""
                        : "line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr();
                throw new InputException(source, place, "expected JSON: " + e.getOriginalMessage(), e);
            }
        }
    }

    /** Apart, so that one library does without the other. */
    private static final class Yaml {
        private Yaml() {}

        static Object read(String source, String text) {
            try {
                Object read = new Load(LoadSettings.builder()
                                .setLabel("yaml")
                                .setMaxAliasesForCollections(ALIASES)
                                .setCodePointLimit((int) LARGEST)
                                .setAllowRecursiveKeys(false)
                                .build())
                        .loadFromString(text);
                if (read == null) {
                    throw new InputException(source, "", "is empty");
                }
                return read;
            } catch (MarkedYamlEngineException e) {
                String place = e.getProblemMark()
                        .map(m -> "line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1))
                        .orElse("");
                throw new InputException(source, place, "expected YAML: " + e.getProblem(), e);
            } catch (YamlEngineException | StackOverflowError e) {
                throw new InputException(source, "", "expected YAML: " + e.getMessage(), e);
            }
        }
    }
}
