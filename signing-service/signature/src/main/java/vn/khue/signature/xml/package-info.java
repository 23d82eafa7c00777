/**
 * A strict and bounded reader of XML files and of the signatures in them (XML 1.0, XML Signature 1.1), for the signer and the
 * validator. It collects and computes, it never judges trust. What is not on its lists of algorithms, transforms and references
 * is not computed. Canonicalization is Apache Santuario's.
 */
package vn.khue.signature.xml;
