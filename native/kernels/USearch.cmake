# USearch's C API over NumKong's kernels, which choose the instruction set at run time.

set(usearch "${PATINA_NODE_MODULES}/usearch")
set(numkong "${usearch}/numkong")
target_include_directories(patina_kernels PRIVATE "${usearch}/c" "${usearch}/include" "${numkong}/include")
target_sources(patina_kernels PRIVATE "${usearch}/c/lib.cpp")
set_source_files_properties("${usearch}/c/lib.cpp" PROPERTIES COMPILE_DEFINITIONS "USEARCH_USE_NUMKONG=1;USEARCH_USE_OPENMP=0;NK_DYNAMIC_DISPATCH=1")

# Vectors are kept as f32, f16, bf16 or i8: those types get the SIMD kernels. The others are linked because the
# dispatch table names them, and never run: plain code at -O1, which saves most of the compile time.
set(used_types f32 f16 bf16 i8 other)
set(all_types ${used_types} bf16c e2m3 e3m2 e4m3 e5m2 f16c f32c f64 f64c i16 i32 i4 i64 u1 u16 u32 u4 u64 u8)

# Instruction set | its probe | flags under which the probe compiles where the compiler can emit it.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
    set(instruction_sets
        "HASWELL|x86_haswell.c|-mavx2 -mfma -mf16c"
        "SKYLAKE|x86_skylake.c|-mavx512f -mavx512bw -mavx512dq -mavx512vl"
        "ICELAKE|x86_icelake.c|-mavx512vnni -mavx512vl"
        "GENOA|x86_genoa.c|-mavx512bf16 -mavx512vl"
        "SAPPHIRE|x86_sapphire.c|-mavx512fp16 -mavx512vl"
        "ALDER|x86_alder.c|-mavxvnni")
else()
    set(instruction_sets
        "NEON|arm_neon.c|-march=armv8-a+simd"
        "NEONHALF|arm_neon_half.c|-march=armv8.2-a+simd+fp16"
        "NEONSDOT|arm_neon_sdot.c|-march=armv8.2-a+dotprod"
        "NEONBFDOT|arm_neon_bfdot.c|-march=armv8.6-a+simd+bf16"
        "NEONFHM|arm_neon_fhm.c|-march=armv8.2-a+simd+fp16+fp16fml")
endif()

include(CheckCSourceCompiles)
set(simd)
set(no_simd)
foreach(line IN LISTS instruction_sets)
    string(REGEX MATCH "^([^|]+)\\|([^|]+)\\|(.+)$" fields "${line}")
    set(name "${CMAKE_MATCH_1}")
    set(probe "${CMAKE_MATCH_2}")
    set(CMAKE_REQUIRED_FLAGS "${CMAKE_MATCH_3}")
    list(APPEND no_simd "NK_TARGET_${name}=0")
    if(NOT MSVC) # MSVC needs no flags, and NumKong's headers know what each of its versions emits.
        file(READ "${numkong}/probes/${probe}" program)
        check_c_source_compiles("${program}" COMPILER_EMITS_${name})
        if(COMPILER_EMITS_${name})
            list(APPEND simd "NK_TARGET_${name}=1")
        endif()
    endif()
endforeach()
unset(CMAKE_REQUIRED_FLAGS)

target_sources(patina_kernels PRIVATE "${numkong}/c/numkong.c")
set_source_files_properties("${numkong}/c/numkong.c" PROPERTIES COMPILE_DEFINITIONS "NK_DYNAMIC_DISPATCH=1;${simd}")
foreach(type IN LISTS all_types)
    set(source "${numkong}/c/dispatch_${type}.c")
    target_sources(patina_kernels PRIVATE "${source}")
    if(type IN_LIST used_types)
        set_source_files_properties("${source}" PROPERTIES COMPILE_DEFINITIONS "${simd}")
    else()
        set_source_files_properties("${source}" PROPERTIES COMPILE_DEFINITIONS "${no_simd}" COMPILE_OPTIONS "$<$<NOT:$<BOOL:${MSVC}>>:-O1>")
    endif()
endforeach()
if(MSVC)
    target_compile_options(patina_kernels PRIVATE /Zc:preprocessor $<$<COMPILE_LANGUAGE:CXX>:/EHsc>)
endif()

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
target_link_libraries(patina_kernels PRIVATE Threads::Threads)
