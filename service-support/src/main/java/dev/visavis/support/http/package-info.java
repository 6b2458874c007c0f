/// Shared parts of the REST APIs: problem details, headers, limits.
@NullMarked
package dev.visavis.support.http;

import org.jspecify.annotations.NullMarked;
