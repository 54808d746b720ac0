/** Whole programs, each under 60 lines, for what people came for; {@code docs/cookbook.md} shows what each prints. */
package io.dataops.examples.cookbook;
