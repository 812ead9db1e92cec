# Compiles on this machine for Linux on arm64, with Debian's cross compiler (which crossbuild-essential-arm64 stands for)
# and the libraries that packaging/arm64/libraries has unpacked into IAM_ARM64_LIBRARIES.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)

list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES IAM_ARM64_LIBRARIES)
set(CMAKE_FIND_ROOT_PATH ${IAM_ARM64_LIBRARIES})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# The headers are named from the build folder, where Ninja stands, and call themselves what they are in Debian: the same
# sources become the same program, and are found in the compiler's cache, whatever folder they lie in.
cmake_path(RELATIVE_PATH IAM_ARM64_LIBRARIES BASE_DIRECTORY ${CMAKE_BINARY_DIR} OUTPUT_VARIABLE libraries)
set(CMAKE_CXX_FLAGS_INIT "-isystem ${libraries}/usr/include/aarch64-linux-gnu -isystem ${libraries}/usr/include \
-ffile-prefix-map=${libraries}/usr=/usr")
set(usr ${IAM_ARM64_LIBRARIES}/usr)
# The C and C++ libraries, too, are those, which have Debian's updates. Here are their archives alone: CMake's own probes
# have to be linked statically, too.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -L${usr}/lib/gcc/aarch64-linux-gnu/12 -L${usr}/lib/aarch64-linux-gnu")

# A cross compiler looks for another linker than its own in folders that are named to it.
find_program(IAM_MOLD mold)
if(IAM_MOLD)
  file(CREATE_LINK ${IAM_MOLD} ${IAM_ARM64_LIBRARIES}/ld.mold SYMBOLIC)
  string(APPEND CMAKE_EXE_LINKER_FLAGS_INIT " -B${IAM_ARM64_LIBRARIES}")
endif()
