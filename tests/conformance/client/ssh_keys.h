// SSH public keys for tests. Made with ssh-keygen, which also converted them and named the fingerprint.
#pragma once

#include <string>

namespace conformance {

inline constexpr auto kSshKey =
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC+099erhx3X/1ufbVAndbDqLvQj+CM14WSjoQwkWx9EPNFcD4+r2SEO5bO/aCv"
    "OrP7/bbkn2GnkatkqJ1EucBqJZFUDbkvOYwOctp7AYCKCuckbc2vH0tEwrfzRruovBOJnequfl0kiMmEOvHqvwaouYYXHmTB58jL"
    "/hCto2X+LRc+vzntXzrrLO0bVoYLilWkyKHGD/rENmJWbRWfsME8wvxPMQlGOv5jWwlMex43XS/MbsrJ8ESNK+4jO6Rnnhp58XXk"
    "xF22b+N/D4FqW446tUxZ2Je/FjOuDlLfsoiROrR7EXz+K7QCAZ6MueIoHSgALx64HGAsismTrqn1+LmX";

inline constexpr auto kSshKeyFingerprint = "aa:74:94:e9:79:27:f8:76:11:99:a2:44:0c:19:b3:01";

// The same key as a SubjectPublicKeyInfo, and as PKCS #1 has it.
inline constexpr auto kSshKeyPem =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvtPfXq4cd1/9bn21QJ3W\n"
    "w6i70I/gjNeFko6EMJFsfRDzRXA+Pq9khDuWzv2grzqz+/225J9hp5GrZKidRLnA\n"
    "aiWRVA25LzmMDnLaewGAigrnJG3Nrx9LRMK380a7qLwTiZ3qrn5dJIjJhDrx6r8G\n"
    "qLmGFx5kwefIy/4QraNl/i0XPr857V866yztG1aGC4pVpMihxg/6xDZiVm0Vn7DB\n"
    "PML8TzEJRjr+Y1sJTHseN10vzG7KyfBEjSvuIzukZ54aefF15MRdtm/jfw+BaluO\n"
    "OrVMWdiXvxYzrg5S37KIkTq0exF8/iu0AgGejLniKB0oAC8euBxgLIrJk66p9fi5\n"
    "lwIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
inline constexpr auto kSshKeyPkcs1Pem =
    "-----BEGIN RSA PUBLIC KEY-----\n"
    "MIIBCgKCAQEAvtPfXq4cd1/9bn21QJ3Ww6i70I/gjNeFko6EMJFsfRDzRXA+Pq9k\n"
    "hDuWzv2grzqz+/225J9hp5GrZKidRLnAaiWRVA25LzmMDnLaewGAigrnJG3Nrx9L\n"
    "RMK380a7qLwTiZ3qrn5dJIjJhDrx6r8GqLmGFx5kwefIy/4QraNl/i0XPr857V86\n"
    "6yztG1aGC4pVpMihxg/6xDZiVm0Vn7DBPML8TzEJRjr+Y1sJTHseN10vzG7KyfBE\n"
    "jSvuIzukZ54aefF15MRdtm/jfw+BaluOOrVMWdiXvxYzrg5S37KIkTq0exF8/iu0\n"
    "AgGejLniKB0oAC8euBxgLIrJk66p9fi5lwIDAQAB\n"
    "-----END RSA PUBLIC KEY-----\n";

inline constexpr auto kEd25519Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIM6TprUglzFqsbmTeGCPvH3DB+IFfWgNseBhww4IWsYT";

// The `ssh-rsa` form of one of many numbers with that many bits. Nobody knows whether it has two prime factors.
std::string numbered_ssh_key(int number, int bits = 2048);

}  // namespace conformance
