package io.dataops.testing.junit;

import io.dataops.api.Budget;
import io.dataops.testing.combinatorial.CoveringArray;
import io.dataops.testing.combinatorial.CoveringArrays;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.conversion.ConversionException;
import org.junit.platform.commons.support.conversion.ConversionSupport;

/** The parameters of a test method that take part in its covering array. */
final class Factors {
    private final Method method;
    private final List<Integer> positions = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<List<Object>> values = new ArrayList<>();

    private Factors(Method method) {
        this.method = method;
    }

    static Factors of(Method method, boolean leadingOnly) {
        Factors out = new Factors(method);
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Optional<List<Object>> levels = levels(parameters[i]);
            if (levels.isPresent()) {
                out.positions.add(i);
                out.names.add(name(parameters[i]));
                out.values.add(levels.get());
            } else if (leadingOnly) {
                break;
            }
        }
        if (out.positions.isEmpty()) {
            throw new ExtensionConfigurationException(method.getName()
                    + " has no parameter to cover. Maybe add @Levels to one, or make one an enum or a boolean.");
        }
        return out;
    }

    private static String name(Parameter parameter) {
        Levels levels = parameter.getAnnotation(Levels.class);
        return levels == null || levels.name().isBlank() ? parameter.getName() : levels.name();
    }

    private static Optional<List<Object>> levels(Parameter parameter) {
        Levels levels = parameter.getAnnotation(Levels.class);
        Class<?> type = parameter.getType();
        if (levels != null) {
            List<Object> out = new ArrayList<>();
            for (String text : levels.value()) {
                out.add(converted(parameter, text));
            }
            return Optional.of(out);
        }
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(List.of(true, false));
        }
        return type.isEnum() ? Optional.of(List.of(type.getEnumConstants())) : Optional.empty();
    }

    private static Object converted(Parameter parameter, String text) {
        if (parameter.getType() == String.class) {
            return text;
        }
        String problem = "value (" + text + ") of parameter " + name(parameter) + " is not a "
                + parameter.getType().getSimpleName() + ".";
        try {
            Object value = ConversionSupport.convert(
                    text,
                    parameter.getType(),
                    parameter.getDeclaringExecutable().getDeclaringClass().getClassLoader());
            if (value == null) {
                throw new ExtensionConfigurationException(problem);
            }
            return value;
        } catch (ConversionException e) {
            throw new ExtensionConfigurationException(problem, e);
        }
    }

    /** Builds the array; a wrong request or contradictory constraints fail the test with the reason. */
    CoveringArray array(int strength, String[] constraints, long steps, long seed) {
        try {
            CoveringArrays.Builder builder = CoveringArrays.builder();
            for (int i = 0; i < names.size(); i++) {
                builder.parameter(names.get(i), values.get(i).toArray());
            }
            for (String constraint : constraints) {
                builder.constraint(constraint);
            }
            if (strength != 0) {
                builder.strength(strength);
            }
            CoveringArray array =
                    builder.compact(Budget.steps(steps).withSeed(seed)).build();
            if (!array.conflict().isEmpty()) {
                throw new ExtensionConfigurationException(method.getName() + ": " + array.explain());
            }
            return array;
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(method.getName() + ": " + e.getMessage(), e);
        }
    }

    String displayName(List<Object> row) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(names.get(i)).append('=').append(row.get(i));
        }
        return out.toString();
    }

    /** The place of a method parameter in a row, or -1. */
    int indexOf(int position) {
        return positions.indexOf(position);
    }
}
