/// HTTP as values: the path of a request, the encodings, ranges and conditions that it asks for,
/// and the problem details of a refusal. The edge uses this package, which uses none of its
/// classes.
@NullMarked
package dev.visavis.devstack.edge.http;

import org.jspecify.annotations.NullMarked;
