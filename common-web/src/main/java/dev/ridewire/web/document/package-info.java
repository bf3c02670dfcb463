/** The document of a service's API, for those who build clients. */
@NullMarked
package dev.ridewire.web.document;

import org.jspecify.annotations.NullMarked;
