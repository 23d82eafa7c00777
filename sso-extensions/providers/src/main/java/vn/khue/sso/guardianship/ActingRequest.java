package vn.khue.sso.guardianship;

import java.util.Optional;
import java.util.Set;
import vn.khue.directory.Standing;
import vn.khue.sso.age.AgeBand;

/**
 * Somebody asks to act for somebody.
 *
 * @param guardian as the directory knows the one who asks today
 * @param child as the directory knows the other today
 * @param band who decides for the child today
 * @param minor whether the child is certainly not of age today
 * @param asked empty for all that can be had
 * @param accepted what the app takes from somebody who acts for another
 * @param appForChild whether the app is one that may be used for that child
 */
record ActingRequest(
        Standing guardian,
        Standing child,
        AgeBand band,
        boolean minor,
        Optional<Set<ActingScope>> asked,
        Set<ActingScope> accepted,
        boolean appForChild) {}
