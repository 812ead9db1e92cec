# cmake -D BUILD=… -D PROGRAM=… -D VERSION=… -D DIRECTORY=… -P install.cmake: packs the packages anew, and adds them to the
# project in this directory.
set(packages ${DIRECTORY}/packages)
file(REMOVE_RECURSE ${packages})
file(MAKE_DIRECTORY ${packages})
execute_process(COMMAND ${BUILD} ${PROGRAM} ${VERSION} ${packages} COMMAND_ERROR_IS_FATAL ANY)
file(GLOB files ${packages}/*.tgz)
execute_process(COMMAND npm install --no-save --offline --ignore-scripts ${files}
  WORKING_DIRECTORY ${DIRECTORY} COMMAND_ERROR_IS_FATAL ANY)
