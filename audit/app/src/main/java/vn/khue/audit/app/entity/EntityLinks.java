package vn.khue.audit.app.entity;

import org.springframework.stereotype.Component;

/** For templates: {@code ${@entityLinks.of(field, value)}}. */
@Component
public final class EntityLinks {

    /** Address of the page of what a field of an alert's group names; null where it has none. */
    public String of(String field, String value) {
        return EntityRef.of(field, value).map(EntityRef::address).orElse(null);
    }
}
