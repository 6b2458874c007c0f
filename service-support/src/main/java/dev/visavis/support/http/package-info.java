/// Answers of REST services: problem details for every error.
@NullMarked
package dev.visavis.support.http;

import org.jspecify.annotations.NullMarked;
