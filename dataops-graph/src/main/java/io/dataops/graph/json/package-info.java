/**
 * How the importers of this module read JSON: as a stream, bounded, with the place in every error. Not exported.
 *
 * <pre>{@code
 * JsonInput.read(Path.of("state.json"), "a Terraform state", in -> in.fields(field -> {
 *     if (field.equals("resources")) {
 *         in.elements(resource -> resource.skip());
 *     } else {
 *         in.skip();
 *     }
 * }));
 * }</pre>
 */
package io.dataops.graph.json;
